import { irregularForms } from './irregular-forms.ts';

/** Endings of inflected words and what stands in their place in the dictionary: WordNet's rules of detachment (morphy). */
const endings: readonly (readonly [ending: string, base: string])[] = [
  ['ies', 'y'],
  ['ves', 'f'],
  ['men', 'man'],
  ['es', 'e'],
  ['es', ''],
  ['s', ''],
  ['ied', 'y'],
  ['ed', 'e'],
  ['ed', ''],
  ['ing', 'e'],
  ['ing', ''],
  ['er', ''],
  ['er', 'e'],
  ['est', ''],
  ['est', 'e'],
];

/** What an inflected English word may be a form of, itself first (`making` → `making`, `make`, `mak`). */
export function baseForms(word: string): string[] {
  const forms = new Set([word]);
  const irregular = irregularForms.get(word);
  if (irregular !== undefined) forms.add(irregular);
  for (const [ending, base] of endings) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, -ending.length);
    if (stem.length + base.length < 3) continue;
    forms.add(stem + base);
    if (/([a-z])\1$/.test(stem)) forms.add(stem.slice(0, -1));
  }
  return Array.from(forms);
}

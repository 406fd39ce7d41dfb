import { smallWordsOf, type TextLanguage } from './language.ts';
import { termOf } from './terms.ts';
import { fold } from './words.ts';

const mostTexts = 200;

/**
 * What a text without headings is about: the longer words that many of its passages share, though not nearly all of
 * them, as they are most often written. In steps of a text each.
 *
 * @returns at most `count`, with the number of passages, most first
 */
export function* salientWords(
  texts: readonly string[],
  language: TextLanguage | null,
  count: number,
): Generator<void, { text: string; passages: number }[]> {
  const forms = new Map<string, { passages: number; written: Map<string, number> }>();
  const step = Math.max(1, Math.ceil(texts.length / mostTexts));
  const sample = texts.filter((_, index) => index % step === 0);
  for (const text of sample) {
    for (const word of new Set(text.match(/\p{L}{5,30}/gu))) {
      const folded = fold(word);
      if (language && smallWordsOf(language).has(folded)) continue;
      const term = termOf(folded, language);
      const form = forms.get(term) ?? { passages: 0, written: new Map<string, number>() };
      form.passages += 1;
      form.written.set(word, (form.written.get(word) ?? 0) + 1);
      forms.set(term, form);
    }
    yield;
  }
  return Array.from(forms.values())
    .filter(({ passages }) => passages <= Math.max(1, 0.6 * sample.length))
    .map(({ passages, written }) => ({ text: mostOften(written), passages }))
    .sort((a, b) => b.passages - a.passages || b.text.length - a.text.length)
    .slice(0, count);
}

function mostOften(written: ReadonlyMap<string, number>): string {
  const [best] = Array.from(written).sort((a, b) => b[1] - a[1])[0] ?? [''];
  return best;
}

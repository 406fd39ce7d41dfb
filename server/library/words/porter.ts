/**
 * The English stemmer of M. F. Porter, "An algorithm for suffix stripping" (1980), with the departures of his own later
 * program (`-bli`, `-logi`, no change to words of two letters).
 *
 * @param word lower-case letters a–z
 */
export function porter(word: string): string {
  if (word.length < 3) return word;
  let stem = step1(word);
  stem = replace(stem, step2);
  stem = replace(stem, step3);
  return step5(step4(stem));
}

type Suffixes = readonly (readonly [suffix: string, by: string])[];

const step2: Suffixes = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['bli', 'ble'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['logi', 'log'],
];
const step3: Suffixes = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];
const step4Suffixes = [
  'ement',
  'ance',
  'ence',
  'able',
  'ible',
  'ment',
  'ant',
  'ent',
  'ion',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
  'al',
  'er',
  'ic',
  'ou',
];

/** One letter per letter: v for a vowel, c for a consonant; y is a vowel behind a consonant. */
function shape(word: string): string {
  let letters = '';
  for (const letter of word) {
    const vowel = 'aeiou'.includes(letter) || (letter === 'y' && letters.endsWith('c'));
    letters += vowel ? 'v' : 'c';
  }
  return letters;
}

/** How many times vowels are followed by consonants. */
const measure = (stem: string): number => (shape(stem).match(/v+c+/g) ?? []).length;
const hasVowel = (stem: string): boolean => shape(stem).includes('v');
const endsShort = (stem: string): boolean => shape(stem).endsWith('cvc') && !/[wxy]$/.test(stem);

/** Plurals, -ed, -ing, and y at the end. */
function step1(word: string): string {
  let stem = word;
  if (/(?:ss|i)es$/.test(stem)) stem = stem.slice(0, -2);
  else if (/[^s]s$/.test(stem)) stem = stem.slice(0, -1);
  if (stem.endsWith('eed')) {
    if (measure(stem.slice(0, -3)) > 0) stem = stem.slice(0, -1);
  } else {
    const cut = /(?:ed|ing)$/.exec(stem);
    if (cut && hasVowel(stem.slice(0, cut.index))) stem = mend(stem.slice(0, cut.index));
  }
  return stem.endsWith('y') && hasVowel(stem.slice(0, -1)) ? `${stem.slice(0, -1)}i` : stem;
}

function mend(stem: string): string {
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/([^aeiouylsz])\1$/.test(stem) && shape(stem).endsWith('cc')) return stem.slice(0, -1);
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
}

function replace(word: string, suffixes: Suffixes): string {
  const longest = suffixes.filter(([suffix]) => word.endsWith(suffix)).sort(([a], [b]) => b.length - a.length)[0];
  if (!longest) return word;
  const stem = word.slice(0, -longest[0].length);
  return measure(stem) > 0 ? stem + longest[1] : word;
}

function step4(word: string): string {
  const suffix = step4Suffixes.find((one) => word.endsWith(one) && (one !== 'ion' || /[st]ion$/.test(word)));
  if (suffix === undefined) return word;
  const stem = word.slice(0, -suffix.length);
  return measure(stem) > 1 ? stem : word;
}

function step5(word: string): string {
  let stem = word;
  if (stem.endsWith('e')) {
    const short = stem.slice(0, -1);
    if (measure(short) > 1 || (measure(short) === 1 && !endsShort(short))) stem = short;
  }
  return stem.endsWith('ll') && measure(stem) > 1 ? stem.slice(0, -1) : stem;
}

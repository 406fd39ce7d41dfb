/**
 * A light stemmer for German: takes off the endings of nouns and adjectives, no others (J. Savoy, "Light stemming
 * approaches for the French, Portuguese, German and Hungarian languages", 2006).
 *
 * @param word folded
 */
export const germanStem = (word: string): string => withoutDegree(withoutCase(word));

function withoutCase(word: string): string {
  if (word.length > 5 && word.endsWith('ern')) return word.slice(0, -3);
  if (word.length > 4 && /e[mnrs]$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('e')) return word.slice(0, -1);
  return word.length > 3 && /[bdfghklmnt]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutDegree(word: string): string {
  if (word.length > 5 && word.endsWith('est')) return word.slice(0, -3);
  if (word.length > 4 && /e[rn]$/.test(word)) return word.slice(0, -2);
  return word.length > 4 && /[bdfhklmnt]st$/.test(word) ? word.slice(0, -2) : word;
}

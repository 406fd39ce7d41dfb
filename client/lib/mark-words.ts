/** Letters of a word that must agree, so that "cells" is found by "cell" and "membranes" by "membrane". */
const stemOf = (word: string): string => (word.length <= 4 ? word : word.slice(0, Math.max(4, word.length - 2)));

/**
 * Cuts a text where words begin like those that are searched for.
 *
 * @returns the text in parts, in order; every second one, from the second on, is such a word
 */
export function markWords(text: string, query: string): string[] {
  const stems = (query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOf);
  const parts = [''];
  let last = 0;
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (!stems.some((stem) => word.toLowerCase().startsWith(stem))) continue;
    parts[parts.length - 1] = text.slice(last, index);
    parts.push(word, '');
    last = index + word.length;
  }
  parts[parts.length - 1] = text.slice(last);
  return parts;
}

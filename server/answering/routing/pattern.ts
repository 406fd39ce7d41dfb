/** Sets of words that patterns name: `@find`. Alternatives stand apart by blanks, words of one alternative by `_`. */
export type WordSets = Readonly<Record<string, string>>;

/**
 * What stands one after the other, blanks between:
 * `word`, `one|other|two_words`, `@set`, any of them with `?` where it may be missing; `..4` up to four words, none of
 * which turns the sentence or points at what follows; `&` the end of the sentence or a small word, which is not taken; `$`
 * the end of the sentence but for courtesy, also as one of several; `*` a word that is no small one.
 */
export type Pattern = readonly Element[];

export type Element =
  | { kind: 'words'; words: Alternatives; isOptional: boolean; orEnd: boolean }
  | { kind: 'gap'; most: number }
  | { kind: 'end' | 'link' | 'any' };

/** By their first word. */
export type Alternatives = ReadonlyMap<string, readonly (readonly string[])[]>;

/** @throws Error where a pattern names a set that is not there */
export function readPattern(source: string, sets: WordSets): Pattern {
  return source.split(/\s+/).map((part): Element => {
    if (part === '$') return { kind: 'end' };
    if (part === '&') return { kind: 'link' };
    if (part === '*') return { kind: 'any' };
    if (part.startsWith('..')) return { kind: 'gap', most: Number(part.slice(2)) };
    const isOptional = part.endsWith('?');
    const named = (isOptional ? part.slice(0, -1) : part).replace(/@(\p{L}+)/gu, (_, name: string) => {
      const set = sets[name];
      if (set === undefined) throw new Error(`no set of words is called ${name}`);
      return set.trim().replace(/\s+/g, '|');
    });
    const all = named.split('|').filter((alternative) => alternative !== '$');
    const words = Map.groupBy(
      all.map((alternative) => alternative.split('_')),
      ([first]) => first ?? '',
    );
    return { kind: 'words', words, isOptional, orEnd: all.length < named.split('|').length };
  });
}

/** Every word that patterns name. */
export const wordsIn = (patterns: readonly Pattern[]): string[] =>
  patterns.flat().flatMap((element) => (element.kind === 'words' ? [...element.words.values()].flat(2) : []));

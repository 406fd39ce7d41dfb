import type { Alternatives, Pattern } from './pattern.ts';
import type { Utterance } from './utterance.ts';

/** Words with a part of their own in every pattern of a language. */
export interface Grammar {
  isCourtesy(word: string): boolean;
  isLink(word: string): boolean;
  isTurn(word: string): boolean;
  /** a word after which a thing is pointed at, not asked for: "this quote" */
  isPointer(word: string): boolean;
  /** the words of patterns that a word may be meant for */
  triggersFor(word: string): readonly string[];
}

/**
 * Where a pattern holds from token `at` on, the indexes of the tokens that it names; null where it does not. Never leaves
 * the sentence.
 */
export type Match = (pattern: Pattern, at: number) => readonly number[] | null;

/** So many words of courtesy may follow what is asked. */
const mostCourtesy = 8;

/** Matches patterns of one language against one question. */
export function createMatch({ tokens }: Utterance, grammar: Grammar): Match {
  const meant: (readonly string[] | undefined)[] = [];
  let sentence = 0;

  const wordAt = (index: number): string | null => {
    const token = tokens[index];
    return token !== undefined && token.sentence === sentence && !token.isNamed ? token.word : null;
  };
  const triggersAt = (index: number): readonly string[] => {
    const word = wordAt(index);
    return word === null ? [] : (meant[index] ??= grammar.triggersFor(word));
  };

  function ends(from: number): boolean {
    for (let index = from; index <= from + mostCourtesy; index += 1) {
      const word = wordAt(index);
      if (word === null) return tokens[index]?.sentence !== sentence;
      if (!grammar.isCourtesy(word)) return false;
    }
    return false;
  }

  /** How many words an alternative takes at a token; nothing where none stands there. */
  function* lengthsAt(words: Alternatives, index: number): Generator<number> {
    for (const trigger of triggersAt(index)) {
      for (const alternative of words.get(trigger) ?? []) {
        const holds = alternative.every((word, step) => step === 0 || triggersAt(index + step).includes(word));
        if (holds) yield alternative.length;
      }
    }
  }

  function follow(pattern: Pattern, step: number, index: number, taken: readonly number[]): readonly number[] | null {
    const element = pattern[step];
    if (element === undefined) return taken;
    const next = step + 1;
    switch (element.kind) {
      case 'end':
        return ends(index) ? follow(pattern, next, index, taken) : null;
      case 'link': {
        const word = wordAt(index);
        return (word !== null && grammar.isLink(word)) || ends(index) ? follow(pattern, next, index, taken) : null;
      }
      case 'any': {
        const word = wordAt(index);
        return word !== null && !grammar.isLink(word) ? follow(pattern, next, index + 1, [...taken, index]) : null;
      }
      case 'gap':
        return overGap(pattern, step, index, taken, element.most);
      case 'words':
        for (const length of lengthsAt(element.words, index)) {
          const mine = Array.from({ length }, (_, offset) => index + offset);
          const found = follow(pattern, next, index + length, [...taken, ...mine]);
          if (found) return found;
        }
        return element.isOptional || (element.orEnd && ends(index)) ? follow(pattern, next, index, taken) : null;
    }
  }

  function overGap(pattern: Pattern, step: number, from: number, taken: readonly number[], most: number) {
    for (let length = 0; length <= most; length += 1) {
      const skipped = length === 0 ? null : wordAt(from + length - 1);
      if (length > 0 && (skipped === null || grammar.isTurn(skipped))) return null;
      if (skipped !== null && grammar.isPointer(skipped)) continue;
      const found = follow(pattern, step + 1, from + length, taken);
      if (found) return found;
    }
    return null;
  }

  return (pattern, at) => {
    sentence = tokens[at]?.sentence ?? -1;
    const [first] = pattern;
    const isNeeded = first?.kind === 'words' && !first.isOptional && !first.orEnd;
    if (isNeeded && !triggersAt(at).some((trigger) => first.words.has(trigger))) return null;
    return follow(pattern, 0, at, []);
  };
}

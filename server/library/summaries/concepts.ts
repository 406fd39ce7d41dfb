import { foldWord, topicWords, wordsOf } from '#shared/language.ts';

const determiners = new Set(
  `the a an of this these each every no der die das den dem des ein eine einen einem einer eines von le la les un une des
  du de l d el los las una unos unas del`.split(/\s+/),
);

/**
 * What sentences are about: words that several of them share and that are used as nouns are, behind an article or the
 * like, in the form that is written most; most shared first.
 */
export function conceptsIn(sentences: readonly string[], most: number): string[] {
  const known = new Map<string, { sentences: number; isNoun: boolean; forms: Map<string, number> }>();
  for (const sentence of sentences) {
    const content = new Set(topicWords(sentence));
    const seen = new Set<string>();
    let before = '';
    for (const form of sentence.match(/\p{L}+/gu) ?? []) {
      const word = foldWord(form);
      const concept = known.get(word) ?? { sentences: 0, isNoun: false, forms: new Map<string, number>() };
      if (word.length > 3 && content.has(word)) {
        if (!seen.has(word)) concept.sentences += 1;
        concept.isNoun ||= determiners.has(before);
        concept.forms.set(form, (concept.forms.get(form) ?? 0) + 1);
        known.set(word, concept);
        seen.add(word);
      }
      before = form.toLowerCase();
    }
  }
  return Array.from(known.values())
    .filter((concept) => concept.isNoun && concept.sentences > 1)
    .sort((one, other) => other.sentences - one.sentences)
    .slice(0, most)
    .map(({ forms }) => Array.from(forms).sort((one, other) => other[1] - one[1])[0]?.[0] ?? '')
    .map((form) => (/^\p{Lu}{5,}$/u.test(form) ? form.toLowerCase() : form));
}

/** The sentences that mention a word, those that begin with it first. */
export const about = <T extends { text: string }>(sentences: readonly T[], word: string): T[] =>
  sentences
    .map((sentence) => ({ sentence, at: wordsOf(sentence.text).indexOf(foldWord(word)) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at)
    .map(({ sentence }) => sentence);

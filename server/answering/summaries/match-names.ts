import { contentWords, sameStem, topicWords } from '#shared/language.ts';

const ending = /\.(?:pdf|docx|pptx|txt|text|md|markdown)$/i;

/**
 * Finds the things that a question calls by their names: "the lecture notes", "summarise Biology".
 *
 * A name is meant where it has all the words of the question's own, or all of its topic, or where the question has all
 * the words of the name, more than one.
 *
 * @param topic what the question is about, folded; empty where it names nothing
 * @returns     those meant, and the words of the topic that are not of their names
 */
export function matchNames<T extends { name: string }>(
  question: string,
  topic: readonly string[],
  things: readonly T[],
): { meant: T[]; left: string[] } {
  const asked = topicWords(question.replace(/\.(?:pdf|docx|pptx|txt|md)\b/gi, ''));
  const scored = things.map((thing) => {
    const words = contentWords(thing.name.replace(ending, '').replaceAll(/[_-]/g, ' '), 'en');
    const found = words.filter((word) => isIn(word, asked));
    const beside = asked.filter((word) => !isIn(word, words));
    const left = topic.filter((word) => !isIn(word, words));
    const isWhole = words.length > 0 && found.length === words.length;
    const isAll = beside.length === 0 || (topic.length > 0 && left.length === 0);
    const isMeant = found.length > 0 && (isAll || (isWhole && words.length > 1));
    return { thing, left, isMeant, score: (isWhole ? 100 : 0) + found.length - left.length * 10 };
  });
  const best = scored.filter(({ isMeant }) => isMeant);
  const score = Math.max(...best.map((one) => one.score));
  const meant = best.filter((one) => one.score === score);
  return { meant: meant.map(({ thing }) => thing), left: meant[0]?.left ?? [...topic] };
}

const isIn = (word: string, words: readonly string[]): boolean => words.some((other) => sameStem(word, other));

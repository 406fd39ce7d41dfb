import type { Language } from '#shared/language.ts';
import { stopWords } from '#shared/stop-words.ts';
import { topiclessWords } from '#shared/topicless-words.ts';
import { languageOf } from '#server/library/words/language.ts';
import { wordsOf } from '#server/library/words/words.ts';

/** What a question is about, in folded words, each once. */
export interface Question {
  /** all that can be searched for */
  words: string[];
  /** those of them that name its topic: what explains how sleep works rarely says that it works */
  topic: string[];
  language: Language;
}

/** Words that only colour a question. */
const light = new Set(
  `although though even ever never always often sometimes still actually really just quite rather usually someone
  somebody anyone anybody everyone everybody besonders eigentlich immer nie niemals oft manchmal gross grosse wirklich
  toujours jamais souvent vraiment siempre nunca`.split(/\s+/),
);

/** Reads a question in any of the languages whose small words we know; in another, every word counts. */
export function readQuestion(text: string): Question {
  const all = [...new Set(wordsOf(text))];
  const language = languageOf(all) ?? 'en';
  const words = all.filter((word) => !stopWords[language].has(word));
  const topic = words.filter((word) => !topiclessWords.has(word) && !light.has(word));
  return { words, topic: topic.length > 0 ? topic : words, language };
}

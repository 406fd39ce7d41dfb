import { sameStem, wordsOf } from '#shared/language.ts';
import { leansOnLast } from '../sentences.ts';

export interface Sentence {
  /** index of its passage, best passage first */
  passage: number;
  /** place within its passage */
  place: number;
  text: string;
}

export interface Choice {
  most: number;
  /** share of the question's words, weighted by rarity, that a sentence must hold: 0..1 */
  floor: number;
  /** the question asks for a reason */
  why: boolean;
}

const k1 = 1.2;
const b = 0.75;
const novelty = 0.3;
const reasons =
  /\b(?:because|since|therefore|thus|due to|weil|denn|daher|deshalb|parce que|car|donc|porque|por eso)\b/i;
const copula = 'is|are|means|refers|describes|ist|sind|bezeichnet|heisst|est|sont|designe|es|son|significa';

/**
 * Chooses the sentences that answer a question best, each adding something: query-focused extraction by BM25 over
 * sentences (Robertson & Zaragoza 2009), weighted by location and defining cue words (Edmundson 1969), and maximal
 * marginal relevance (Carbonell & Goldstein 1998) against repetition.
 *
 * @param query folded words of the question; at most the first 40 count
 * @returns     at most `most` sentences in the order of their passages' best, then of their place; O(sentences × query)
 */
export function chooseSentences(sentences: readonly Sentence[], query: readonly string[], choice: Choice): Sentence[] {
  const ranked = rank(sentences.filter(isWhole), query.slice(0, 40))
    .filter(({ coverage }) => coverage >= choice.floor)
    .map((one) => (choice.why && reasons.test(one.sentence.text) ? { ...one, score: one.score * 1.5 } : one));
  const best = Math.max(0, ...ranked.map(({ score }) => score));
  const chosen: Ranked[] = [];
  let rest = ranked.filter(({ score }) => score >= best * 0.5);
  while (chosen.length < choice.most && rest.length > 0) {
    const next = rest.reduce((top, one) => (gain(one, chosen, best) > gain(top, chosen, best) ? one : top));
    chosen.push(next);
    rest = rest.filter((one) => one !== next && overlap(one.words, next.words) < 0.8);
  }
  const passages = [...new Set(chosen.map(({ sentence }) => sentence.passage))];
  return chosen
    .map(({ sentence }) => sentence)
    .toSorted((x, y) => passages.indexOf(x.passage) - passages.indexOf(y.passage) || x.place - y.place);
}

interface Ranked {
  sentence: Sentence;
  words: ReadonlySet<string>;
  score: number;
  coverage: number;
}

function rank(sentences: readonly Sentence[], query: readonly string[]): Ranked[] {
  const split = sentences.map(({ text }) => wordsOf(text));
  const counts = split.map((words) => query.map((term) => words.filter((word) => sameStem(word, term)).length));
  const average = split.reduce((sum, words) => sum + words.length, 0) / Math.max(1, split.length);
  const rarity = rarityOf(
    query.map((_, term) => counts.filter((count) => (count[term] ?? 0) > 0).length),
    split.length,
  );
  const whole = rarity.reduce((sum, weight) => sum + weight, 0);
  return sentences.map((sentence, index) => {
    const words = split[index] ?? [];
    let score = 0;
    let covered = 0;
    for (const [term, weight] of rarity.entries()) {
      const count = counts[index]?.[term] ?? 0;
      if (count > 0) covered += weight;
      score += (weight * count * (k1 + 1)) / (count + k1 * (1 - b + (b * words.length) / average));
    }
    return {
      sentence,
      words: new Set(words),
      score: score * shape(sentence, words, query),
      coverage: whole === 0 ? 0 : covered / whole,
    };
  });
}

/** The weight of each word by the number of sentences that hold it; a word that none holds weighs as the others do. */
function rarityOf(holding: readonly number[], sentences: number): number[] {
  const weights = holding.map((count) =>
    count === 0 ? null : Math.log(1 + (sentences - count + 0.5) / (count + 0.5)),
  );
  const known = weights.filter((weight) => weight !== null);
  const average = known.reduce((sum, weight) => sum + weight, 0) / Math.max(1, known.length);
  return weights.map((weight) => weight ?? average);
}

/** More than a heading, a table's row or a list of names; a question answers none. */
const isWhole = ({ text }: Sentence): boolean =>
  /^[\p{Lu}\p{N}“"«„(¿¡]/u.test(text) && /[.!:]["“”’»)\]\\]*$/u.test(text) && wordsOf(text).length >= 4;

/** How well a sentence is made for quoting: whole, defining, early in an early passage. */
function shape({ text, place, passage }: Sentence, words: readonly string[], query: readonly string[]): number {
  let weight = 1 / (1 + 0.08 * passage);
  if (place === 0) weight *= 1.05;
  if (text.includes('?')) weight *= 0.5;
  if (leansOnLast(text)) weight *= 0.7;
  if (words.length > 60) weight *= 0.3;
  const opening = words.slice(0, 6).join(' ');
  const verb = new RegExp(`\\b(?:${copula})\\b`).exec(opening);
  const subject = verb ? wordsOf(opening.slice(0, verb.index)) : [];
  if (query.length <= 3 && subject.some((word) => query.some((term) => sameStem(word, term)))) weight *= 1.4;
  return weight;
}

function gain(one: Ranked, chosen: readonly Ranked[], best: number): number {
  const closest = Math.max(0, ...chosen.map((other) => overlap(one.words, other.words)));
  return (1 - novelty) * (one.score / best) - novelty * closest;
}

/** Jaccard's index of two sets of words. */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = one.intersection(other).size;
  return common / Math.max(1, one.size + other.size - common);
}

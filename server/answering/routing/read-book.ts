import { foldWord, type Language } from '#shared/language.ts';
import { stopWords } from '#shared/stop-words.ts';
import type { Route } from '#shared/turn.ts';
import type { Grammar } from './match.ts';
import { createTriggerIndex } from './near-word.ts';
import { type Pattern, readPattern, wordsIn, type WordSets } from './pattern.ts';
import type { BackWords, PhraseBook, Places } from './phrase-book.ts';

type Words = ReadonlySet<string>;
type AskedRoute = Exclude<Route, 'general_qa'>;

/** A phrase book, ready to be matched; its words are folded. */
export interface Book {
  grammar: Grammar;
  words: Record<
    | 'greets'
    | 'pleads'
    | 'persons'
    | 'joins'
    | 'openers'
    | 'treats'
    | 'fillers'
    | 'scopeWords'
    | 'partWords'
    | 'ordinals'
    | 'tongues'
    | 'units',
    Words
  >;
  back: Record<Exclude<keyof BackWords, 'patterns'>, Words> & { patterns: readonly Pattern[] };
  /** words that name no topic, misspelt or not */
  slips: readonly string[];
  compounds: readonly Pattern[];
  defines: readonly Pattern[];
  rules: readonly Rule[];
}

export interface Rule {
  route: AskedRoute;
  place: keyof Places;
  pattern: Pattern;
}

const listOf = (words: string): string[] =>
  words
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(foldWord);
const setOf = (words: string): Words => new Set(listOf(words));

/** @throws Error where a pattern cannot be read */
export function readBook(book: PhraseBook, language: Language): Book {
  const sets: WordSets = Object.fromEntries(
    Object.entries(book.sets).map(([name, words]) => [foldWord(name), foldWord(words)]),
  );
  const patterns = (lines: string): Pattern[] =>
    lines
      .split('\n')
      .map((line) => foldWord(line.trim()))
      .filter((line) => line !== '')
      .map((line) => readPattern(line, sets));
  const courtesy = setOf(`${book.greets} ${book.pleads} ${book.persons} ${book.courtesy}`);
  const openers = setOf(book.openers);
  const turns = setOf(book.turns);
  const pointers = setOf(book.back.pointers);
  const links: Words = stopWords[language];
  const isLink = (word: string): boolean => links.has(word) || courtesy.has(word);
  const rules = readRules(book.routes, patterns);
  const compounds = listOf(book.compounds).map((phrase) => readPattern(phrase, sets));
  const defines = patterns(book.defines);
  const backwards = patterns(book.back.patterns);
  const all = [...rules.map(({ pattern }) => pattern), ...compounds, ...defines, ...backwards];
  return {
    grammar: {
      isCourtesy: (word) => courtesy.has(word),
      isLink,
      isTurn: (word) => openers.has(word) || turns.has(word),
      isPointer: (word) => pointers.has(word),
      triggersFor: createTriggerIndex(wordsIn(all), isLink),
    },
    words: {
      greets: setOf(book.greets),
      pleads: setOf(book.pleads),
      persons: setOf(book.persons),
      joins: setOf(book.joins),
      openers,
      treats: setOf(book.treats),
      fillers: setOf(book.fillers),
      scopeWords: setOf(book.scopeWords),
      partWords: setOf(book.partWords),
      ordinals: setOf(book.ordinals),
      tongues: setOf(book.tongues),
      units: setOf(book.units),
    },
    back: {
      pronouns: setOf(book.back.pronouns),
      afterVerb: setOf(book.back.afterVerb),
      emptyBefore: setOf(book.back.emptyBefore),
      emptyAfter: setOf(book.back.emptyAfter),
      possessives: setOf(book.back.possessives),
      pointers,
      bridges: setOf(book.back.bridges),
      patterns: backwards,
    },
    slips: listOf(book.slips),
    compounds,
    defines,
    rules,
  };
}

function readRules(routes: PhraseBook['routes'], read: (lines: string) => Pattern[]): Rule[] {
  const placesOf = (route: AskedRoute): Rule[] => {
    const { opens = '', begins = '', beginsOnScope = '', ends = '', alone = '' } = routes[route];
    const places = { opens, begins, beginsOnScope, ends, alone };
    const names = ['opens', 'begins', 'beginsOnScope', 'ends', 'alone'] as const;
    return names.flatMap((place) => read(places[place]).map((pattern) => ({ route, place, pattern })));
  };
  const order = ['quote_finding', 'study_guide', 'summary', 'follow_up'] as const;
  return order.flatMap(placesOf);
}

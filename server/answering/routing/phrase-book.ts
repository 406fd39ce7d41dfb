import type { Route } from '#shared/turn.ts';

/** Where in a question its patterns may stand; one pattern a line, as `readPattern` reads them. */
export interface Places {
  /** at the start of a sentence, after words of courtesy */
  opens?: string;
  /** at the start of a clause, or behind a joining word in a sentence that asks nothing, after words of courtesy */
  begins?: string;
  /** the same, and counts only where the question names nothing but what is in scope */
  beginsOnScope?: string;
  /** at the end of a short sentence that asks nothing else */
  ends?: string;
  /** nothing else is said */
  alone?: string;
}

/** How a language says back to what was said before. */
export interface BackWords {
  /** stand for a thing: "it" */
  pronouns: string;
  /** those of them that stand behind their verb: "divise-t-elle" */
  afterVerb: string;
  /** before these a pronoun stands for nothing: "it is possible that" */
  emptyBefore: string;
  /** after these a pronoun stands for nothing: "gibt es" */
  emptyAfter: string;
  /** its owner was named before: "its" */
  possessives: string;
  /** point at a thing that follows: "this enzyme" */
  pointers: string;
  /** after these a pronoun may stand for something said in the same sentence: "and it" */
  bridges: string;
  /** anywhere, with no topic before it */
  patterns: string;
}

/** The words by which a language is understood to ask for something. Accents are folded, near misses count. */
export interface PhraseBook {
  /** may stand before what is asked, and say nothing */
  greets: string;
  /** begin a plea where one of `persons` follows: "can you" */
  pleads: string;
  persons: string;
  /** may stand around what is asked besides: "i would like to", "please" */
  courtesy: string;
  /** join clauses */
  joins: string;
  /** words with which a question begins */
  openers: string;
  /** verbs that ask about what follows: "explain" */
  treats: string;
  /** between verb and thing they make the thing a part of something else: "the meaning of the quote" */
  turns: string;
  /** phrases that only look like triggers */
  compounds: string;
  /** words that name no topic, besides stop words and topicless words */
  fillers: string;
  /** the same, and count where they are misspelt */
  slips: string;
  /** name what is in scope: "document" */
  scopeWords: string;
  /** name a part of it, with a number or an ordinal: "chapter 3" */
  partWords: string;
  ordinals: string;
  /** languages that one may ask to be answered in: "in German" */
  tongues: string;
  /** with a number before it they say how long: "200 words" */
  units: string;
  sets: Record<string, string>;
  /** asks what a word means */
  defines: string;
  back: BackWords;
  routes: Record<Exclude<Route, 'general_qa'>, Places>;
}

import type { Thesaurus } from '../thesaurus.ts';
import { baseForms } from './base-forms.ts';
import { partsOfSpeech, readSynset, wordsOfSynset } from './synset.ts';
import { openWordNetFiles, type WordNetFiles } from './wordnet-files.ts';

const sameMeaning = 0.6;
/** By the first character of a pointer's symbol; antonyms and fields of knowledge are left out. */
const nearness: Readonly<Record<string, number>> = {
  '+': 0.6, // derived word
  '~': 0.4, // narrower
  '@': 0.3, // wider
  '&': 0.4, // similar
  '^': 0.4, // see also
  '\\': 0.4, // pertains to
  '*': 0.4, // entails
  '>': 0.4, // causes
  $: 0.4, // verbs of one group
  '#': 0.28, // whole of a part
  '%': 0.28, // part of a whole
};
const mostSenses = 3;
/** How much less each further sense of a word counts. */
const decay = 0.5;
/** Of a meaning as wide as "person" or "change": more would be hundreds of words, and hold the event loop. */
const mostPointers = 30;
const rememberedWords = 2_000;

let opened: Promise<Thesaurus> | undefined;

/** WordNet, read when it is first asked for and kept: 28 MB for the whole process. */
export const wordNet = (): Promise<Thesaurus> => (opened ??= openWordNet());

/**
 * WordNet (Miller 1995) as a thesaurus: the words of the first three senses of each part of speech, and of the meanings
 * that are one step away; a rarer sense counts less.
 */
async function openWordNet(): Promise<Thesaurus> {
  const files = await openWordNetFiles();
  const remembered = new Map<string, { related: Map<string, number>; senses: number }>();
  const look = (word: string): { related: Map<string, number>; senses: number } => {
    const known = remembered.get(word);
    if (known) return known;
    const found = lookUp(files, word);
    if (remembered.size >= rememberedWords) remembered.clear();
    remembered.set(word, found);
    return found;
  };
  return { relatedTo: (word) => look(word).related, sensesOf: (word) => look(word).senses };
}

function lookUp(files: WordNetFiles, word: string): { related: Map<string, number>; senses: number } {
  const related = new Map<string, number>();
  const add = (words: readonly string[], near: number): void => {
    for (const one of words) {
      const folded = one.toLowerCase();
      if (/^[a-z]{3,}$/.test(folded) && folded !== word) related.set(folded, Math.max(related.get(folded) ?? 0, near));
    }
  };
  let senses = 0;
  for (const base of /^[a-z]{2,}$/.test(word) ? baseForms(word) : []) {
    for (const part of partsOfSpeech) {
      const offsets = files.sensesOf(base, part);
      senses += offsets.length;
      for (const [rank, offset] of offsets.slice(0, mostSenses).entries()) {
        const { words, pointers } = readSynset(files.line(part, offset), mostPointers);
        const weight = 1 / (1 + decay * rank);
        add(words, sameMeaning * weight);
        for (const { kind, part: target, offset: to } of pointers) {
          const near = nearness[kind.charAt(0)];
          if (near !== undefined) add(wordsOfSynset(files.line(target, to)), near * weight);
        }
      }
    }
  }
  return { related, senses };
}

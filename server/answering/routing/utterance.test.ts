import { expect, test } from 'vitest';
import { readUtterance } from './utterance.ts';

const sentencesOf = (text: string): string[] =>
  Array.from(Map.groupBy(readUtterance(text).tokens, ({ sentence }) => sentence).values(), (tokens) =>
    tokens.map(({ word, opensClause }) => (opensClause ? word.toUpperCase() : word)).join(' '),
  );
const named = (text: string): string[] =>
  readUtterance(text).tokens.flatMap(({ word, isNamed }) => (isNamed ? [word] : []));

test.each([
  ['Find it. Then stop!', ['FIND it', 'THEN stop']],
  ['I missed it, what happened', ['I missed it WHAT happened']],
  ['summarise ch. 3 pls', ['SUMMARISE ch 3 pls']],
  ['lecture3.pdf', ['LECTURE3 pdf']],
  ['tl;dr', ['TLDR']],
  ['TL; DR of this', ['TLDR of this']],
  ['Study guide: Rome', ['STUDY guide', 'ROME']],
  ['¿Qué es? ¿Por qué?', ['QUE es', 'POR que']],
  ['Dis-m’en plus', ['DIS m en plus']],
])('%s', (text, sentences) => {
  expect(sentencesOf(text)).toEqual(sentences);
});

test.each([
  ['what is ‘summary judgment’?', ['summary', 'judgment']],
  ["what is 'summary judgment' in law", ['summary', 'judgment']],
  ['the “overview effect” now', ['overview', 'effect']],
  ['was heißt „Überblick“ hier', ['uberblick']],
  ['que dit le « résumé » ici', ['resume']],
  ["don't summarize the students' work", []],
  ['a quote that never ends: "find', []],
])('what stands between quotation marks is named, not said: %s', (text, words) => {
  expect(named(text)).toEqual(words);
});

test('offsets are those of the text', () => {
  const { text, tokens } = readUtterance('Qu’est-ce que l’ÉTÉ ?');
  expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual(['Qu', 'est', 'ce', 'que', 'l', 'ÉTÉ']);
});

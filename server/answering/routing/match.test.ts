import { describe, expect, test } from 'vitest';
import { createMatch, type Grammar } from './match.ts';
import { createTriggerIndex } from './near-word.ts';
import { readPattern, wordsIn } from './pattern.ts';
import { readUtterance } from './utterance.ts';

const sets = { quote: 'quote quotes', find: 'find give look_for' };

function matchOf(source: string, text: string, at = 0): string[] | null {
  const pattern = readPattern(source, sets);
  const isLink = (word: string): boolean => ['the', 'of', 'about', 'that', 'me'].includes(word);
  const grammar: Grammar = {
    isCourtesy: (word) => ['please', 'me'].includes(word),
    isLink,
    isTurn: (word) => ['why', 'meaning'].includes(word),
    isPointer: (word) => word === 'this',
    triggersFor: createTriggerIndex(wordsIn([pattern]), isLink),
  };
  const utterance = readUtterance(text);
  const taken = createMatch(utterance, grammar)(pattern, at);
  return taken && taken.map((index) => utterance.tokens[index]?.word ?? '');
}

describe('a pattern', () => {
  test.each([
    ['find quote', 'Find quotes', null],
    ['find @quote', 'Find quotes', ['find', 'quotes']],
    ['@find @quote', 'look for a quote', null],
    ['@find a? @quote', 'look for a quote', ['look', 'for', 'a', 'quote']],
    ['@find ..2 @quote', 'find me a quote', ['find', 'quote']],
    ['@find ..2 @quote', 'find me a very good quote', null],
    ['@find ..3 @quote', 'find the meaning of quotes', null],
    ['@find ..3 @quote', 'find me this quote', null],
    ['@find ..3 @quote', 'find it. A quote', null],
    ['@find ..3 @quote', 'find me "quotes"', null],
    ['go on &', 'go on', ['go', 'on']],
    ['go on &', 'go on about it', ['go', 'on']],
    ['go on &', 'go on strike', null],
    ['why $', 'why, please?', ['why']],
    ['why $', 'why not', null],
    ['why not|$', 'why', ['why']],
    ['what is a * $', 'what is a cell', ['what', 'is', 'a', 'cell']],
    ['what is * $', 'what is that', null],
    ['find @quote', 'fidn qoutes', ['fidn', 'qoutes']],
  ])('%s on “%s”: %j', (source, text, taken) => {
    expect(matchOf(source, text)).toEqual(taken);
  });

  test('names sets that are there', () => {
    expect(() => readPattern('@nothing', sets)).toThrow('no set of words is called nothing');
  });
});

import { expect, test } from 'vitest';
import { quotationText } from './quotation-text.ts';

test.each([
  ['line breaks as blanks', 'one\ntwo \n\n three\r\nfour', 'one two three four'],
  [
    'line-end hyphens joined',
    'divi-\nsion, infor\u00ad\nmation, E\u0301coute\u0301-\n  nous',
    'division, information, E\u0301coute\u0301nous',
  ],
  ['a hyphen before a capital or a digit is the word’s own', 'post-\nWar COVID-\n19', 'post-War COVID-19'],
  [
    'hyphens and dashes within lines',
    'well-known pre- and post-war – so\n– it is',
    'well-known pre- and post-war – so – it is',
  ],
  ['its own characters', '“ﬁne” x² «mot» \u00a0!', '“ﬁne” x² «mot» !'],
  ['a single blank of any kind', 'mot\u00a0: suite', 'mot\u00a0: suite'],
])('%s', (_, source, shown) => {
  expect(quotationText(source)).toBe(shown);
});

test('long runs of one thing are no matter', () => {
  const started = performance.now();
  quotationText(`a${' '.repeat(200_000)}b${'\u0301'.repeat(200_000)}c${'-'.repeat(200_000)}\nd`);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('a hyphen at a line end stays where the document writes the word with it', () => {
  const pages = [
    { text: 'A well-\nknown rule of the proceed-\nings. Well-known rules; the proceedings; a re-sign, they resign.' },
  ];
  expect(quotationText('the well-\nknown proceed-\nings re-\nsign', pages)).toBe('the well-known proceedings resign');
  expect(quotationText('well-\nknown', [{ text: 'unwell-known and well-knownness' }])).toBe('wellknown');
  expect(quotationText('well-\nknown')).toBe('wellknown');
});

test('lines of Chinese and Japanese end without a blank', () => {
  expect(quotationText('対応する必要\nがあります。\n「版」 RC\nバグ')).toBe('対応する必要があります。「版」 RC バグ');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText } from './fold.ts';

const folded = (text: string): string => foldText(text).text;

describe('folding', () => {
  test.each([
    ['ligatures', 'eﬃcient ﬁnal oﬀer', 'efficient final offer'],
    ['full-width forms', 'Ｆｕｌｌ ｗｉｄｔｈ（１２）', 'Full width(12)'],
    ['half-width kana', 'ｶﾞｷ', 'ガキ'],
    ['curly quotation marks', '‘a’ “b” ‚c‛ „d‟', `'a' "b" 'c' "d"`],
    ['white space of every kind', 'a\u00a0b\u2009\u3000c\t\r\n d', 'a b c d'],
    ['line-end hyphens', 'cell divi-\nsion, infor\u00ad\n mation', 'cell division, information'],
    ['soft hyphens and marks without width', 'in\u00adfor\u200bma\u2060tion\u200e\ufeff', 'information'],
    ['marks apart from their letters', 'nai\u0308ve re\u0301sume\u0301', 'naïve résumé'],
    ['Hangul in letters', '\u1112\u1161\u11ab\u1100\u1173\u11af', '한글'],
    ['Arabic presentation forms', '\ufefb\ufee3', 'لام'],
    ['lines of Chinese', '学习\n记忆。\n睡眠', '学习记忆。睡眠'],
    ['Korean keeps its blanks', '한국어\n문장', '한국어 문장'],
  ])('%s', (_, text, expected) => {
    expect(folded(text)).toBe(expected);
  });

  test('what means something stays', () => {
    for (const text of [
      'E = mc²',
      'H₂O',
      'NASA nasa',
      'a – b — c',
      '10–20',
      '«mot»',
      'œuvre',
      '1−2',
      '½',
      '…',
      'ß',
      'x\u200dy',
    ]) {
      expect(folded(text)).toBe(text);
    }
  });

  test('hyphens between letters are told apart', () => {
    const { text, hyphens } = foldText('well-known pre- and post-\nwar, 1\u20112 - x -y');
    expect(text).toBe('wellknown preand postwar, 12 - x -y');
    expect(hyphens).toEqual([
      { at: 4, kind: 'hard' },
      { at: 13, kind: 'gap' },
      { at: 21, kind: 'line end' },
      { at: 27, kind: 'hard' },
    ]);
  });

  const unit = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 4 }),
    fc.string({ unit: 'binary', maxLength: 3 }),
    fc.constantFrom(' ', '\n', '-', 'ﬁ', '’', '\u00ad', 'e\u0301', 'Ａ', '学', '\u1112\u1161\u11ab', 'a'),
  );

  test('every unit knows where it comes from, and folding again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 30 }), (parts) => {
        const source = parts.join('').toWellFormed();
        const { text, starts, ends, hyphens } = foldText(source);
        expect(starts).toHaveLength(text.length);
        expect(ends).toHaveLength(text.length);
        for (let at = 0; at < text.length; at += 1) {
          expect(ends[at]).toBeGreaterThan(starts[at] ?? Infinity);
          if (at > 0) expect(starts[at]).toBeGreaterThanOrEqual(starts[at - 1] ?? Infinity);
        }
        for (const { at } of hyphens) expect(at).toBeLessThan(text.length);
        expect(text).not.toMatch(/[\ufb00-\ufb06\u2018-\u201f\u00ad\uff01-\uff5e]|\s{2}/u);
      }),
      { numRuns: 1_000, examples: [[[' ', '\ufc5e']]] },
    );
  });

  test('folds the longest page at once', () => {
    const long = 'A cell di-\nvides, “they” say; eﬃcient Ｗords. '.repeat(5_000);
    const started = performance.now();
    foldText(long);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

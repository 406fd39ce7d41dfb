import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMarkers } from '#shared/markers.ts';
import { passageOf } from '#tests/harness/answering.ts';
import { claimsOf, countThrough, numbered } from './cited-text.ts';
import { extractFromNotes, extractSummary } from './extract-summary.ts';

const passages = [1, 2, 3, 4].map((n) => passageOf(n));
const pages = (cited: readonly { page: number }[]): number[] => cited.map(({ page }) => page);

describe('a written summary', () => {
  test('is numbered by first appearance, what was not offered goes', () => {
    const { text, passages: cited } = numbered(
      'Water moves [3]. Cells divide [1, 3] [9].\n- `x[2]` is code.',
      passages,
    );
    expect(text).toBe('Water moves [1]. Cells divide [2][1].\n- `x[2]` is code.');
    expect(pages(cited)).toEqual([3, 1]);
  });

  test('names a passage for each of its numbers, whatever was written', () => {
    const piece = fc.oneof(fc.constantFrom('[1]', '[2]', '[4]', '[7]', '[1–3]', ' ', '\n', '`', '$', '.'), fc.string());
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const { text, passages: cited } = numbered(pieces.join(''), passages);
        const numbers = new Set(findMarkers(text).flatMap((marker) => marker.numbers));
        for (const number of numbers) expect(cited[number - 1]).toBeDefined();
      }),
    );
  });

  test('falls into claims, each with what it was taken from', () => {
    const [a, b] = passages;
    if (!a || !b) throw new Error('no passages');
    const text = '- Water moves. [1]\n- Cells, in turn, divide [2][1].\n\nNothing is cited here.';
    expect(claimsOf({ text, passages: [a, b] })).toEqual([
      { text: 'Water moves.', passages: [a] },
      { text: 'Cells, in turn, divide', passages: [b, a] },
    ]);
  });
});

test('several summaries count through', () => {
  const one = { text: 'One [1].', passages: passages.slice(0, 2) };
  const two = { text: 'Two [1], three [2].', passages: passages.slice(2) };
  expect(countThrough([one, two]).map(({ text }) => text)).toEqual(['One [1].', 'Two [3], three [4].']);
});

describe('a summary in the document’s own words', () => {
  const text = [
    'Osmosis moves water through the membrane of a cell [12] at once.',
    'Cell division',
    'A cell that loses its water through the membrane wilts.',
  ].join('\n\n');

  test('is whole sentences, word for word, each with its passage', async () => {
    const cited = await extractSummary(
      [passageOf(1, text), passageOf(2, 'Mitosis divides the nucleus of a cell in two.')],
      3,
    );
    expect(cited.text).toBe(
      [
        '- Osmosis moves water through the membrane of a cell \\[12\\] at once. [1]',
        '- A cell that loses its water through the membrane wilts. [1]',
        '- Mitosis divides the nucleus of a cell in two. [2]',
      ].join('\n'),
    );
    expect(pages(cited.passages)).toEqual([1, 2]);
  });

  test('shows a glimpse of a text without sentences', async () => {
    expect(await extractSummary([passageOf(1, 'a = b\nc = d')], 3)).toMatchObject({ text: '- a = b c = d [1]' });
    expect(await extractSummary([], 3)).toEqual({ text: '', passages: [] });
  });

  test('of several is made of the claims of each', async () => {
    const note = (n: number, said: string) => ({ text: `- ${said} [1]`, passages: [passageOf(n)] });
    const notes = [note(7, 'Water moves through membranes.'), note(8, 'Cells divide in two.')];
    expect(await extractFromNotes(notes, 4)).toMatchObject({
      text: '- Water moves through membranes. [1]\n- Cells divide in two. [2]',
    });
  });
});

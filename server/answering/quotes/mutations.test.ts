import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { readPages } from '#server/library/extract/read-pages.ts';
import { bareLetters, type Case, drawCases, type SourcePage } from '#tests/eval/quotations/campaign.ts';
import { locate } from './locate.ts';

const file = (name: string): string => fileURLToPath(new URL(`../../library/sample/${name}`, import.meta.url));

let cases: Case<SourcePage>[] = [];
let pages: SourcePage[] = [];

beforeAll(async () => {
  for (const [path, kind] of [
    ['how-memory-and-sleep-work.pdf', 'pdf'],
    ['lecture-notes.md', 'markdown'],
    ['reading-guide.txt', 'text'],
  ] as const) {
    for await (const { read } of readPages({ path: file(path), kind, from: 1, heading: null })) {
      pages.push(...read.map(({ page, text }) => ({ documentId: path, page, text })));
    }
  }
  pages = pages.filter(({ text }) => text.length > 300);
  cases = drawCases(pages, 1, 600);
});

/** Looks on the page that is named first, then on all others. */
function find({ words, named }: Case<SourcePage>) {
  return locate(words, [named, ...pages.filter((page) => page !== named)]);
}

function isFound(one: Case<SourcePage>): boolean {
  const found = find(one);
  if (found === null) return false;
  const slice = found.page.text.slice(found.start, found.end);
  return bareLetters(slice.normalize('NFKC')) === bareLetters(one.words.normalize('NFKC'));
}

const isTrue = ({ kind }: Case<SourcePage>): boolean => kind === 'true' || kind === 'wrong page';

const failures = (of: readonly Case<SourcePage>[], isRight: (one: Case<SourcePage>) => boolean) =>
  of.filter((one) => !isRight(one)).map(({ kind, how, words }) => ({ kind, how, words }));

test('over a thousand proposals from real pages: every true one is found where it stands', () => {
  expect(cases.length).toBeGreaterThan(1_000);
  expect(failures(cases.filter(isTrue), isFound)).toEqual([]);
});

test('no false one is: not with a word changed, not stitched', () => {
  expect(
    failures(
      cases.filter((one) => !isTrue(one)),
      (one) => find(one) === null,
    ),
  ).toEqual([]);
});

test('so it is for whatever else is drawn', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const drawn = drawCases(pages, seed, 7);
      expect(failures(drawn, (one) => (isTrue(one) ? isFound(one) : find(one) === null))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

import { expect, test } from 'vitest';
import { likelyPages } from './likely-pages.ts';
import { buildSegment } from './segment.ts';

const passage = (page: number, text: string, index = 0) => ({
  passageId: `${page}-${index}`.padStart(24, '0'),
  page,
  heading: null,
  text,
});

const english = await buildSegment('en', [
  passage(1, 'The membrane of a cell lets the water pass but it holds back what is dissolved in the water.'),
  passage(2, 'The water of the sea is salty, and the cell of a plant wilts in it.'),
  passage(3, 'Nothing on this page is about the matter at hand, and that is as it was to be.'),
  passage(4, 'The membrane of the first half is thin and that is what matters to the cell.'),
  passage(4, 'The second half of the page lets the water pass.', 1),
]);
const german = await buildSegment('de', [
  passage(1, 'Das ist die Membran der Zelle, und sie lässt das Wasser durch, aber the und of stehen hier auch.'),
]);

const pages = async (phrase: string, count = 10) =>
  (await likelyPages([english, german], phrase, count)).map(({ documentId, page }) => `${documentId} ${page}`);

test('the likeliest page comes first, one that holds the words in one passage before others', async () => {
  expect(await pages('the membrane of a cell lets the water pass', 2)).toEqual(['en 1', 'en 4']);
  expect(await pages('the membrane of a cell lets the water pass', 1)).toEqual(['en 1']);
});

test('words over two passages of a page are on the page', async () => {
  expect(await pages('is what matters to the cell. The second half')).toContain('en 4');
});

test('small words count only where they are none in a document’s language', async () => {
  expect((await pages('and it is the salty sea of the'))[0]).toBe('en 2');
  expect(await pages('die Membran der Zelle')).toEqual(['de 1']);
});

test('words that stand nowhere, or say nothing, have no page', async () => {
  expect(await pages('quantum chromodynamics for absolute beginners')).toEqual([]);
  expect(await pages('')).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { rankByKeywords } from './keyword.ts';
import { looksLikeList } from '#server/library/words/looks-like-list.ts';
import { readQuestion } from './question.ts';
import { refinementsFrom } from './refinements.ts';
import { buildSegment } from './segment.ts';
import type { Thesaurus } from './thesaurus.ts';

const texts = [
  'Osmosis is the movement of water through a membrane.',
  'The membrane of a cell is made of lipids.',
  'Water boils at a hundred degrees.',
  'Plants move water from their roots to their leaves.',
  'Lipids store energy.',
];
const filler = Array.from(
  { length: 40 },
  (_, index) => `Filler number ${index} speaks of trains, bridges and harbours.`,
);

const segmentOf = (documentId: string, passages: readonly (string | { heading: string; text: string })[]) =>
  buildSegment(
    documentId,
    passages.map((passage, index) => {
      const { heading, text } = typeof passage === 'string' ? { heading: null, text: passage } : passage;
      return { passageId: `${documentId}-${index}`, page: index + 1, heading, text };
    }),
  );

const found = async (segments: Parameters<typeof rankByKeywords>[0], query: string, count = 10) =>
  (await rankByKeywords(segments, readQuestion(query), count)).map(({ segment, index }) => segment.passageIds[index]);

describe('keyword search', () => {
  test('puts the passage with most of the rare words first', async () => {
    const segment = await segmentOf('a', [...texts, ...filler]);
    expect((await found([segment], 'How does water move through membranes by osmosis?')).slice(0, 2)).toEqual([
      'a-0',
      'a-3',
    ]);
  });

  test('finds other forms of a word', async () => {
    const segment = await segmentOf('a', [...texts, ...filler]);
    expect((await found([segment], 'storing of energies'))[0]).toBe('a-4');
  });

  test('nothing comes back where little of the question is found', async () => {
    const segment = await segmentOf('a', [...texts, ...filler]);
    for (const query of [
      'What is photosynthesis?',
      'Who sells cheap water bottles in Berlin?',
      'Who won the world cup in 1998?',
      'the of and',
    ]) {
      expect(await found([segment], query)).toEqual([]);
    }
  });

  test('how a question is asked need not stand in the passage', async () => {
    const few = await segmentOf('a', texts.slice(0, 2));
    const many = await segmentOf('a', [...texts, ...filler]);
    for (const segment of [few, many]) {
      for (const query of ['How does osmosis work?', 'Why is osmosis important?', 'osmosis definition and examples']) {
        expect((await found([segment], query))[0]).toBe('a-0');
      }
      expect(new Set(await found([segment], 'How do osmosis and lipids work in nature?'))).toContain('a-0');
      expect(await found([segment], 'How does photosynthesis work?')).toEqual([]);
    }
  });

  test('other words for a word are found, behind what holds the word itself', async () => {
    const thesaurus: Thesaurus = {
      relatedTo: (word) => new Map(word === 'epidemic' ? [['pestilence', 0.6]] : []),
      sensesOf: () => 1,
    };
    const lines = ['The pestilence came by ship.', ...filler];
    const found = async (texts: readonly string[], query: string) =>
      (await rankByKeywords([await segmentOf('a', texts)], readQuestion(query), 10, thesaurus)).map(
        ({ index }) => texts[index],
      );
    expect(await found(lines, 'Where was the epidemic?')).toEqual([lines[0]]);
    expect(await found(lines, 'Where was the vaccine?')).toEqual([]);
    const both = [...lines, 'The epidemic came on foot.'];
    expect((await found(both, 'Where was the epidemic?'))[0]).toBe(both.at(-1));
    const german = [
      'Die Seuche kam mit dem Schiff, und sie blieb in der Stadt.',
      'pestilence und Seuche sind das nicht.',
    ];
    expect(await found(german, 'Where was the epidemic?')).toEqual([]);
  });

  test('what stands behind the best may hold less of the question, but something', async () => {
    const segment = await segmentOf('a', [...texts, ...filler]);
    const hits = await found([segment], 'How does osmosis move water?');
    expect(hits[0]).toBe('a-0');
    expect(hits).toContain('a-2');
    expect(hits).not.toContain('a-4');
  });

  test('words of many senses say less about what a question is about', async () => {
    const thesaurus: Thesaurus = { relatedTo: () => new Map(), sensesOf: (word) => (word === 'plot' ? 20 : 1) };
    const segment = await segmentOf('a', ['A plot of land has one owner.', ...filler]);
    const ask = (query: string) => rankByKeywords([segment], readQuestion(query), 10, thesaurus);
    expect(await ask('Who wrote the plot of Inception?')).toEqual([]);
    expect(await ask('Who has the owner of Inception?')).not.toEqual([]);
  });

  test('ranks over several documents as over one', async () => {
    const whole = await segmentOf('a', [...texts, ...filler]);
    const parts = await Promise.all([segmentOf('a', texts), segmentOf('b', filler)]);
    const scores = async (segments: Parameters<typeof rankByKeywords>[0]) =>
      (await rankByKeywords(segments, readQuestion('water and lipids in a membrane'), 10)).map(({ score }) =>
        score.toFixed(9),
      );
    expect(await scores(parts)).toEqual(await scores([whole]));
    expect(await scores(parts)).not.toEqual([]);
  });

  test('a heading counts for what stands below it', async () => {
    const segment = await segmentOf('a', [
      ...filler,
      { heading: 'Turgor', text: 'It keeps a plant upright.' },
      { heading: 'Roots', text: 'They hold a plant upright.' },
    ]);
    expect(await found([segment], 'turgor of an upright plant')).toEqual(['a-40', 'a-41']);
  });

  test('contents and indexes come behind what they point to', async () => {
    const contents =
      'Osmosis and water ........ 12\nWater and osmosis ........ 13\nMembranes ........ 14\nLipids ........ 15';
    expect(looksLikeList(contents)).toBe(true);
    expect(looksLikeList('cell, 12, 14\nwater, 3\nosmosis, 5–7\nsalt, xii')).toBe(true);
    expect(looksLikeList(texts.join('\n'))).toBe(false);
    const segment = await segmentOf('a', [contents, texts[0] ?? '', ...filler]);
    expect(await found([segment], 'osmosis and water')).toEqual(['a-1', 'a-0']);
  });

  test('lets others work while it builds', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    await segmentOf(
      'a',
      Array.from(
        { length: 4_000 },
        (_, index) => `${texts[index % texts.length]} ${filler[index % filler.length]} number ${index}`,
      ),
    );
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
  });
});

describe('refinements', () => {
  test('are headings of the documents, the near ones first, each once', async () => {
    const one = await segmentOf('a', [
      { heading: 'Contents', text: 'x' },
      { heading: '2.5 Cell walls', text: 'x' },
      { heading: '2.5 Cell walls', text: 'y' },
      { heading: 'Chapter 3: Osmosis in plants', text: 'z' },
    ]);
    const two = await segmentOf('b', [
      { heading: 'Cell walls', text: 'x' },
      { heading: 'Harbours', text: 'x' },
    ]);
    expect(refinementsFrom([one, two], 'plants', 3)).toEqual(['Osmosis in plants', 'Cell walls', 'Harbours']);
    expect(refinementsFrom([one, two], 'anything', 1)).toEqual(['Cell walls']);
    expect(refinementsFrom([], 'anything', 3)).toEqual([]);
  });

  test('are frequent words, as they are written, where there are no headings', async () => {
    const segment = await segmentOf('a', [
      'Das Gedächtnis ist wichtig.',
      'Ein Gedächtnis vergisst.',
      'Der Schlaf hilft dem Gedächtnis nicht immer.',
      'Die Träume kommen.',
      'Nachts kommen Träume wieder.',
    ]);
    const topics = refinementsFrom([segment], 'Quantenphysik', 3);
    expect(topics[0]).toBe('Gedächtnis');
    expect(topics).toContain('Träume');
    expect(topics).toHaveLength(3);
  });
});

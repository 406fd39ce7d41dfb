import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatModel } from '#server/models/chat-model.ts';
import {
  collect,
  fakeModel,
  fakeRetrieval,
  lastPrompt,
  namesCited,
  partsWith,
  passageOf,
  requestFor,
} from '#tests/harness/answering.ts';
import { type FakeDocument, fakeSummaries, inClass, mitosis, osmosis } from '#tests/harness/summaries.ts';
import type { AnswerRequest } from './answer.ts';
import { studyGuide } from './study-guide.ts';

const ofAll = { topic: [], phrase: '' };
const ofWater = { topic: ['water'], phrase: 'water' };

interface Setup {
  documents?: FakeDocument[];
  model?: ChatModel;
  decision?: { topic: string[]; phrase: string };
  request?: Partial<AnswerRequest>;
}

function guide(question: string, { documents = [osmosis, mitosis], model, decision = ofAll, request }: Setup) {
  const { retrieval, searches } = fakeRetrieval([passageOf(5, 'Water is wet.'), passageOf(6)]);
  const parts = partsWith({
    retrieval,
    summaries: fakeSummaries(documents),
    model: model ?? fakeModel(['## Overview\n\nWater [1].']).model,
  });
  const run = (asked: AnswerRequest) => studyGuide(parts, asked, decision);
  return { answer: collect(run, requestFor(question, request)), searches };
}

describe('what a guide is made of', () => {
  test('the topic named: its passages, by search', async () => {
    const { model, requests } = fakeModel(['## Overview\n\nWater [1].']);
    const { answer, searches } = guide('Make a study guide about water', {
      model,
      decision: ofWater,
      request: inClass,
    });
    expect((await answer).end).toMatchObject({ outcome: 'answered', route: 'study_guide' });
    expect(searches).toEqual([{ query: 'water', k: 8 }]);
    expect(lastPrompt(requests)).toContain('Water is wet.');
    expect(lastPrompt(requests)).toContain(
      'Overview · Key concepts · Definitions · Notes · Formulas · Practice questions',
    );
  });

  test('no topic: the summaries of all that is in scope', async () => {
    const { model, requests } = fakeModel(['## Overview\n\nWater [1], nuclei [3].']);
    const { answer, searches } = guide('Generate a study guide', { model, request: inClass });
    expect(namesCited((await answer).citations)).toEqual(['osmosis.txt', 'mitosis.md']);
    expect(searches).toEqual([]);
    expect(lastPrompt(requests)).toContain('Salt makes plant cells wilt');
    expect(lastPrompt(requests)).toContain('Checkpoints halt the cycle of a cell');
  });

  test('neither topic nor scope: all that the user has', async () => {
    const { answer } = guide('Generate a study guide', { model: fakeModel(['Nuclei [4].']).model });
    expect(namesCited((await answer).citations)).toEqual(['mitosis.md']);
  });

  test('nothing is there: no_hit', async () => {
    expect((await guide('Generate a study guide', { documents: [] }).answer).end.outcome).toBe('no_hit');
  });
});

test('the headings are in the language of the question', async () => {
  const { model, requests } = fakeModel(['## Überblick\n\nWasser [1].']);
  await guide('Erstelle mir bitte einen Lernzettel', { model, request: inClass }).answer;
  expect(lastPrompt(requests)).toContain(
    'Überblick · Zentrale Begriffe · Definitionen · Notizen · Formeln · Übungsfragen',
  );
});

test('a guide ends before 1,500 words, and says so', async () => {
  const { answer } = guide('Generate a study guide', {
    model: fakeModel(Array.from({ length: 3_000 }, (_, n) => `word${n} `)).model,
    request: inClass,
  });
  const { text } = await answer;
  expect(text.split(/\s+/).length).toBeLessThan(1_500);
  expect(text).toContain('longest length allowed');
});

test('the extension has its own prompt', async () => {
  for (const source of ['main_app', 'chrome_extension'] as const) {
    const { model, requests } = fakeModel(['Water [1].']);
    await guide('Generate a study guide', { model, request: { ...inClass, source } }).answer;
    expect(lastPrompt(requests).includes('direct answer')).toBe(source === 'chrome_extension');
  }
});

test('without a model it is made of sentences of the documents, each with its footnote', async () => {
  const model: ChatModel = { ...fakeModel([]).model, name: 'offline-extractive', isExtractive: true };
  const { text, citations, end } = await guide('Generate a study guide', { model, request: inClass }).answer;
  expect(text).toMatch(/^## Overview\n\n/);
  expect(new Set(namesCited(citations))).toEqual(new Set(['osmosis.txt', 'mitosis.md']));
  expect(end.model).toBe('offline-extractive');
});

test('RS-10 (study_guide, without the transport) what is streamed does not depend on how the model cuts its text', async () => {
  const piece = fc.constantFrom(
    '## Notes\n\n',
    'Water [1]',
    ' [2',
    '].',
    '[4] ',
    '[9]',
    '\n- ',
    '[1–3]',
    '$[1]$',
    ' word',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1 }), fc.array(fc.nat(200)), async (pieces, cuts) => {
      const whole = `W${pieces.join('')}`;
      const at = [...new Set(cuts.map((cut) => cut % whole.length))].sort((one, other) => one - other);
      const chunks = [...at, whole.length].map((end, index) => whole.slice(at[index - 1] ?? 0, end)).filter(Boolean);
      const [one, other] = await Promise.all(
        [[whole], chunks].map(
          (said) => guide('Generate a guide', { model: fakeModel(said).model, request: inClass }).answer,
        ),
      );
      expect(other?.text).toBe(one?.text);
      expect(other?.citations).toEqual(one?.citations);
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMarkers } from '#shared/markers.ts';
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
import { type FakeDocument, fakeDocument, fakeSummaries, inClass, mitosis, osmosis } from '#tests/harness/summaries.ts';
import type { AnswerRequest } from './answer.ts';
import { summarize } from './summary.ts';

const lecture = fakeDocument(3, 'Lecture notes.pdf', ['Memory fades without sleep', 'Spacing helps memory']);
const id = (one: FakeDocument): string => one.document.documentId;
const wholeScope = { topic: [], phrase: '' };

const inDocument = (one: FakeDocument) => ({
  scope: { userId: 'u', classId: 'c', documentId: id(one), documentIds: null },
  scopeName: one.document.name,
});

interface Setup {
  documents?: FakeDocument[];
  model?: ChatModel;
  decision?: { topic: string[]; phrase: string };
  request?: Partial<AnswerRequest>;
  found?: ReturnType<typeof passageOf>[];
}

function setUp({ documents = [osmosis, mitosis], model, decision = wholeScope, found = [] }: Setup) {
  const { retrieval, searches } = fakeRetrieval(found);
  const named = documents.map(
    ({ document: { documentId, name } }) => ({ kind: 'document', id: documentId, name }) as const,
  );
  const summaries = fakeSummaries(documents, [...named, { kind: 'class', id: 'c', name: 'Biology' }]);
  const parts = partsWith({ retrieval, summaries, model: model ?? fakeModel(['Water moves [1].']).model });
  return { searches, run: (request: AnswerRequest) => summarize(parts, request, decision) };
}

const summary = (question: string, setup: Setup = {}) => collect(setUp(setup).run, requestFor(question, setup.request));

describe('a document in scope', () => {
  test('PY-4a is summarised from its kept summary, with footnotes to its passages', async () => {
    const { model, requests } = fakeModel(['Cells wilt [2', '], water moves [1].']);
    const { text, citations, end, stages } = await summary('Summarize this', { model, request: inDocument(osmosis) });
    expect(text).toBe('Cells wilt [1], water moves [2].');
    expect(citations.map(({ page, documentName }) => [page, documentName])).toEqual([
      [12, 'osmosis.txt'],
      [11, 'osmosis.txt'],
    ]);
    expect(end).toMatchObject({ outcome: 'answered', route: 'summary', model: 'fake-model' });
    expect(stages).toEqual(['reading', 'writing']);
    expect(requests).toHaveLength(1);
    expect(lastPrompt(requests)).toContain('Salt makes plant cells wilt');
    expect(lastPrompt(requests)).not.toContain('Mitosis');
  });

  test('PY-4b that has no kept summary is read first, with progress', async () => {
    const fresh = fakeDocument(4, 'fresh.txt', null);
    const { events, text } = await summary('Summarize this', { documents: [fresh], request: inDocument(fresh) });
    const progress = events.flatMap((event) =>
      event.type === 'status' && event.stage === 'reading' ? [[event.detail, event.progress]] : [],
    );
    expect(progress).toEqual([
      [undefined, 0],
      ['fresh.txt', 0],
      ['fresh.txt', 1],
    ]);
    expect(text).toBe('Water moves [1].');
  });

  test('whose model cites nothing is cited at the end all the same', async () => {
    const { text, citations } = await summary('tl;dr', {
      model: fakeModel(['Water moves.']).model,
      request: inDocument(osmosis),
    });
    expect(text).toMatch(/^Water moves\.\n\nAlso among these documents:\n\n- \*\*osmosis\.txt\*\*: .* \[1\]$/);
    expect(namesCited(citations)).toEqual(['osmosis.txt']);
  });
});

describe('a class in scope', () => {
  test('PY-5a, PY-10c every document is cited; a summary that cites all in order keeps its numbers', async () => {
    const said = 'Water moves [1] and cells wilt [2]. Nuclei divide [3], checkpoints halt them [4].';
    const { text, citations } = await summary('Summarize this class', {
      model: fakeModel([said]).model,
      request: inClass,
    });
    expect(text).toBe(said);
    expect(namesCited(citations)).toEqual(['osmosis.txt', 'osmosis.txt', 'mitosis.md', 'mitosis.md']);
  });

  test('PY-5a what the model leaves out is said at the end, with its footnote', async () => {
    const { text, citations } = await summary('Summarize this class', {
      documents: [osmosis, mitosis, lecture],
      model: fakeModel(['Nuclei divide [3].']).model,
      request: inClass,
    });
    expect(text).toBe(
      [
        'Nuclei divide [1].',
        'Also among these documents:',
        '- **osmosis.txt**: Osmosis moves water [2]\n- **Lecture notes.pdf**: Memory fades without sleep [3]',
      ].join('\n\n'),
    );
    expect(namesCited(citations)).toEqual(['mitosis.md', 'osmosis.txt', 'Lecture notes.pdf']);
  });

  test('of very many documents is put together in batches, and cites them all', async () => {
    const documents = Array.from({ length: 300 }, (_, n) =>
      fakeDocument(n + 10, `${n}.txt`, [`Fact ${n} is so ${'and so on '.repeat(10)}`, 'It ends']),
    );
    const requests: string[] = [];
    const model: ChatModel = {
      name: 'm',
      isExtractive: false,
      async *stream({ messages }) {
        requests.push(messages.at(-1)?.content ?? '');
        yield '- All is so [1].';
        return { finish: 'stop', usage: null };
      },
    };
    const answer = await summary('Summarize this class', { documents, model, request: inClass });
    expect(requests.length).toBeGreaterThanOrEqual(2);
    for (const content of requests) expect(content.length).toBeLessThan(64_000);
    expect(new Set(namesCited(answer.citations)).size).toBe(300);
    expect(answer.end.tokens.input).toBeGreaterThan(10_000);
  });

  test('a document that is named in it is meant alone', async () => {
    const { model, requests } = fakeModel(['Nuclei divide [1].']);
    const { citations } = await summary('Summarize mitosis', {
      model,
      request: inClass,
      decision: { topic: ['mitosis'], phrase: 'mitosis' },
    });
    expect(namesCited(citations)).toEqual(['mitosis.md']);
    expect(lastPrompt(requests)).not.toContain('Osmosis');
  });
});

describe('a topic', () => {
  const photosynthesis = { topic: ['photosynthesis'], phrase: 'photosynthesis' };

  test('is summarised by search', async () => {
    const { searches, run } = setUp({ decision: photosynthesis, found: [passageOf(5), passageOf(6)] });
    const { text, end } = await collect(run, requestFor('summary of photosynthesis', inClass));
    expect(searches).toEqual([{ query: 'photosynthesis', k: 8 }]);
    expect(text).toBe('Water moves [1].');
    expect(end.route).toBe('summary');
  });

  test('that nothing is there about is no_hit', async () => {
    const { end } = await summary('summary of photosynthesis', { decision: photosynthesis, request: inClass });
    expect(end).toMatchObject({ outcome: 'no_hit', route: 'summary' });
    expect(end.suggestions).toHaveLength(3);
  });

  test('that is the scope’s own name is the scope', async () => {
    const { searches, run } = setUp({ decision: { topic: ['biology'], phrase: 'biology' } });
    await collect(run, requestFor('Summarize biology', inClass));
    expect(searches).toEqual([]);
  });
});

describe('nothing in scope', () => {
  test('asks to choose, and names some', async () => {
    const { text, end } = await summary('Summarize', { documents: [osmosis, mitosis, lecture] });
    expect(end).toMatchObject({
      outcome: 'needs_context',
      route: 'summary',
      model: null,
      suggestions: ['osmosis.txt', 'mitosis.md', 'Biology'],
    });
    expect(text).toBe(
      'Which document or class should I summarise? Open one, or tell me its name or a topic. ' +
        'You could say, for example, “osmosis.txt”, “mitosis.md” or “Biology”.',
    );
  });

  test('a name makes it the scope', async () => {
    const setup = { documents: [osmosis, mitosis, lecture] };
    const { citations } = await summary('the lecture notes', { ...setup, decision: { topic: [], phrase: '' } });
    expect(namesCited(citations)).toEqual(['Lecture notes.pdf']);
  });

  test('and no documents at all is no_hit', async () => {
    const { end } = await summary('Summarize', { documents: [] });
    expect(end).toMatchObject({ outcome: 'no_hit', model: null });
  });
});

test('the extension has its own prompt', async () => {
  for (const source of ['main_app', 'chrome_extension'] as const) {
    const { model, requests } = fakeModel(['Water [1].']);
    await summary('Summarize this', { model, request: { ...inDocument(osmosis), source } });
    expect(lastPrompt(requests).includes('direct answer')).toBe(source === 'chrome_extension');
  }
});

test('RS-10 (summary, without the transport) what is streamed does not depend on how the model cuts its text', async () => {
  const piece = fc.constantFrom('Water [1]', ' [2', '].', '[4] ', 'x [9]', '\n\n', '- ', '[1–3]', ' and', '`[2]`');
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1 }), fc.array(fc.nat(200)), async (pieces, cuts) => {
      const whole = `W${pieces.join('')}`;
      const at = [...new Set(cuts.map((cut) => cut % whole.length))].sort((one, other) => one - other);
      const chunks = [...at, whole.length].map((end, index) => whole.slice(at[index - 1] ?? 0, end)).filter(Boolean);
      const [one, other] = await Promise.all(
        [[whole], chunks].map((said) =>
          summary('Summarize this class', { model: fakeModel(said).model, request: inClass }),
        ),
      );
      expect(other?.text).toBe(one?.text);
      expect(other?.citations).toEqual(one?.citations);
      const shown = new Set(findMarkers(one?.text ?? '').flatMap(({ numbers }) => numbers));
      expect([...shown].sort((a, b) => a - b)).toEqual(one?.citations.map(({ number }) => number));
      expect(new Set(namesCited(one?.citations ?? []))).toEqual(new Set(['osmosis.txt', 'mitosis.md']));
    }),
  );
});

test('without a model the most central sentences go out, word for word, each with its footnote', async () => {
  const model: ChatModel = { ...fakeModel([]).model, name: 'offline-extractive', isExtractive: true };
  const { text, citations, end } = await summary('Fasse diesen Kurs zusammen', { model, request: inClass });
  expect(text).toBe(
    [
      'Die Sätze, die am meisten davon sagen, wovon diese Dokumente handeln, Wort für Wort:',
      '**osmosis.txt**',
      '- Osmosis moves water [1]\n- Salt makes plant cells wilt [2]',
      '**mitosis.md**',
      '- Mitosis divides a nucleus [3]\n- Checkpoints halt the cycle of a cell [4]',
    ].join('\n\n'),
  );
  expect(citations.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(end.model).toBe('offline-extractive');
});

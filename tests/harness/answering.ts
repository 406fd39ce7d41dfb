import type { Passage } from '#shared/passage.ts';
import type { AnswerEnd, Answerer, AnswerEvent, AnswerRequest } from '#server/answering/answer.ts';
import { createAnswerer } from '#server/answering/create-answerer.ts';
import type { AnsweringParts } from '#server/answering/parts.ts';
import type { ChatModel, ModelEnd, ModelRequest } from '#server/models/chat-model.ts';
import type { PageText, Retrieval, SearchResult } from '#server/retrieval/retrieval.ts';
import { fakeSummaries } from './summaries.ts';

const id = (n: number): string => n.toString(16).padStart(24, '0');

/** A passage made for a test: its number makes its id and page. */
export const passageOf = (n: number, text = `Passage ${n} says something.`): Passage => ({
  passageId: id(n),
  documentId: id(1_000),
  documentName: 'Cells.pdf',
  page: n,
  start: 0,
  end: text.length,
  text,
});

/** The pages that passages stand on, with blanks between them. */
function pagesOf(passages: readonly Passage[]): PageText[] {
  const byPage = Map.groupBy(passages, ({ documentId, page }) => `${documentId}/${page}`);
  return Array.from(byPage.values(), (on) => {
    const [{ documentId, documentName, page } = passageOf(1)] = on;
    const text = on.reduce(
      (text, { start, end, text: own }) => text.slice(0, start).padEnd(start) + own + text.slice(end),
      '',
    );
    return {
      documentId,
      documentName,
      page,
      text,
      passages: on.map(({ passageId, start, end }) => ({ passageId, start, end })),
    };
  });
}

/** A retrieval that offers what a test says and writes down what it was asked. */
export function fakeRetrieval(
  found: Passage[],
  documents: SearchResult['documents'] = { ready: 1, reading: 0, failed: 0 },
) {
  const searches: { query: string; k: number }[] = [];
  const fetched: string[][] = [];
  let inScope: readonly Passage[] = found;
  const retrieval: Retrieval = {
    async search(_, query, k) {
      searches.push({ query, k });
      return { passages: found.slice(0, k), strength: found.length > 0 ? 1 : 0, documents };
    },
    async passages(_, ids) {
      fetched.push([...ids]);
      return ids.flatMap((wanted) => inScope.filter(({ passageId }) => passageId === wanted));
    },
    async searchPages() {
      return [];
    },
    async refinements(_, __, count) {
      return ['Mitosis', 'Meiosis', 'Osmosis', 'Diffusion'].slice(0, count);
    },
    async pages(_, places) {
      const all = pagesOf(inScope);
      return places.flatMap(
        ({ documentId, page }) => all.find((one) => one.documentId === documentId && one.page === page) ?? [],
      );
    },
    async pagesLike(_, __, count) {
      return pagesOf(inScope).slice(0, count);
    },
  };
  return { retrieval, searches, fetched, remain: (passages: readonly Passage[]) => (inScope = passages) };
}

/** A model that says the given pieces, and writes down what it was asked and whether it was left early. */
export function fakeModel(pieces: readonly string[], end: ModelEnd = { finish: 'stop', usage: null }) {
  const requests: ModelRequest[] = [];
  let leftEarly = false;
  const model: ChatModel = {
    name: 'fake-model',
    isExtractive: false,
    async *stream(request) {
      requests.push(request);
      let whole = false;
      try {
        yield* pieces;
        whole = true;
        return end;
      } finally {
        leftEarly = !whole;
      }
    },
  };
  return { model, requests, leftEarly: () => leftEarly };
}

/** What the model was told last. */
export const lastPrompt = (requests: readonly ModelRequest[]): string =>
  requests
    .at(-1)
    ?.messages.map(({ content }) => content)
    .join('\n') ?? '';

/** What is cited, by name. */
export const namesCited = (citations: readonly { documentName: string }[]): string[] =>
  citations.map(({ documentName }) => documentName);

export const requestFor = (question: string, more: Partial<AnswerRequest> = {}): AnswerRequest => ({
  question,
  source: 'main_app',
  scope: { userId: id(2_000), classId: null, documentId: null, documentIds: null },
  scopeName: null,
  history: [],
  signal: new AbortController().signal,
  ...more,
});

/** All that answers are made with, where a test says only what matters to it. */
export const partsWith = ({
  model,
  ...more
}: Pick<AnsweringParts, 'retrieval' | 'model'> & Partial<AnsweringParts>): AnsweringParts => ({
  model,
  guideModel: model,
  routerModel: null,
  summaries: fakeSummaries(),
  ...more,
});

export const answererWith = (parts: Parameters<typeof partsWith>[0]): Answerer => createAnswerer(partsWith(parts));

/** Runs an answerer to its end. */
export async function collect(answer: Answerer, request: AnswerRequest) {
  const events: AnswerEvent[] = [];
  const running = answer(request);
  let step = await running.next();
  while (!step.done) {
    events.push(step.value);
    step = await running.next();
  }
  const end: AnswerEnd = step.value;
  return {
    events,
    end,
    text: events.map((event) => (event.type === 'token' ? event.text : '')).join(''),
    citations: events.flatMap((event) => (event.type === 'citation' ? [event.citation] : [])),
    stages: events.flatMap((event) => (event.type === 'status' ? [event.stage] : [])),
  };
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Citation } from '#shared/passage.ts';
import { type Person, startTestApp, type TestApp } from '#tests/harness/app.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { settled } from '#tests/harness/documents.ts';

let app: TestApp;
let person: Person;
let classId: string;

/** The sample class, answered by the offline model: the only text a machine with nothing set has. */
beforeAll(async () => {
  app = await startTestApp({ OPENAI_BASE_URL: '', OPENAI_API_KEY: '' });
  person = await app.person();
  await app.setPlan(person.email, 'premium');
  ({ classId } = await person.client.classes.addSample.mutate());
  const { documents } = await person.client.documents.list.query({ classId });
  await Promise.all(documents.map(({ documentId }) => settled(person.client, documentId)));
});
afterAll(() => app[Symbol.asyncDispose]());

const sessions = new Map<string, string>();

async function cited(text: string, goingOnFrom?: string): Promise<{ content: string; citations: Citation[] }> {
  const sessionId = goingOnFrom === undefined ? undefined : sessions.get(goingOnFrom);
  const turn = await askToEnd(person.client, { text, ...(sessionId === undefined ? { classId } : { sessionId }) });
  sessions.set(text, turn.sessionId);
  const [answer] = turn.answers;
  expect(answer?.outcome, text).toBe('answered');
  expect(answer?.citations.length, text).toBeGreaterThan(0);
  return { content: answer?.content ?? '', citations: answer?.citations ?? [] };
}

async function atRange({ documentId, page, start, end }: Citation): Promise<string> {
  const { text } = await person.client.documents.page.query({ documentId, page });
  return text.slice(start, end);
}

const asShown = (text: string): string => text.replaceAll(/(?<=\p{Ll})-\n(?=\p{Ll})/gu, '').replaceAll(/\s+/g, ' ');

test('every citation of an answer is the text at its place on its page', async () => {
  for (const [question, before] of [
    ['What is working memory?'],
    ['Tell me more', 'What is working memory?'],
    ['What does the hippocampus do during deep sleep?'],
  ] as const) {
    for (const citation of (await cited(question, before)).citations) {
      expect(await atRange(citation), question).toBe(citation.quote);
    }
  }
});

test('CP-03 (offline) quotations are sentences of the page, word for word, at their exact place', async () => {
  for (const topic of ['the hippocampus', 'melatonin', 'retrieval practice']) {
    const { content, citations } = await cited(`Find a quote about ${topic}`);
    for (const citation of citations) {
      expect(asShown(await atRange(citation))).toBe(citation.quote);
      expect(content).toContain(`[${citation.number}]\n>\n> — ${citation.documentName}, page ${citation.page}`);
    }
  }
});

import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Library } from '#server/library/library.ts';
import type { Scope } from '#server/library/scope-documents.ts';
import type { Retrieval } from '#server/retrieval/retrieval.ts';
import type { UserEvents } from '#server/streams/user-events.ts';
import { fetchManuals } from '../fetch-manuals.ts';
import list from '../retrieval-questions.json' with { type: 'json' };

const front = 5;
const looked = 12;

/** What the manuals are searched with. */
interface Bench {
  userId: string;
  library: Library;
  retrieval: Retrieval;
  events: UserEvents;
}

export const manualCount = list.documents.length;
export const questionCount = list.documents.flatMap(({ questions }) => questions).length;

/** Asks the questions about the manuals. @returns how many have a right page among the first five passages */
export async function askManuals(bench: Bench): Promise<number> {
  const { userId, library } = bench;
  let right = 0;
  const { classId } = await library.createClass(userId, { name: 'Manuals' });
  for (const { id, file } of await fetchManuals()) {
    const manual = list.documents.find((one) => one.id === id);
    const began = performance.now();
    const { documentId } = await library.acceptFile(userId, classId, {
      name: basename(file),
      content: createReadStream(file),
    });
    const pages = await readiness(bench, documentId);
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    console.log(`\n${manual?.title}, ${pages} pages, ready after ${seconds} s`);
    const scope: Scope = { userId, classId, documentId, documentIds: null };
    for (const { question, pages: expected } of manual?.questions ?? []) {
      right += await rank(bench.retrieval, scope, question, expected);
    }
  }
  return right;
}

/** Prints where the right page came. @returns 1 where that is in front, else 0 */
async function rank(
  retrieval: Retrieval,
  scope: Scope,
  question: string,
  expected: readonly number[],
): Promise<number> {
  const { passages } = await retrieval.search(scope, question, looked);
  const at = passages.findIndex(({ page }) => expected.includes(page)) + 1;
  const found = passages.slice(0, front).map(({ page }) => page);
  const ok = at > 0 && at <= front;
  const place = (at === 0 ? '–' : String(at)).padStart(2);
  console.log(`${ok ? ' ' : '✗'} ${place}  ${question}  p. ${expected.join(', ')}; first pages ${found.join(' ')}`);
  return ok ? 1 : 0;
}

/** Waits until the document has been read. @returns its pages @throws where it failed */
async function readiness({ userId, library, events }: Bench, documentId: string): Promise<number> {
  const following = new AbortController();
  for await (const { event } of events.follow(userId, undefined, following.signal)) {
    if (event.type !== 'reset' && event.type !== 'document.ready' && event.type !== 'document.failed') continue;
    const document = await library.getDocument(userId, documentId);
    if (document.status === 'failed') throw new Error(document.error ?? 'failed');
    if (document.status === 'ready') return document.pages;
  }
  throw new Error('nothing was pushed');
}

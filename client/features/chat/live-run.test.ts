import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunEvent } from '#shared/run-event.ts';
import type { Turn } from '#shared/turn.ts';
import { applyRunEvent, type LiveRun, newLiveRun } from './live-run.ts';

type Logged = { id: string; event: RunEvent };

const runId = '0'.repeat(24);
const turn: Turn = {
  turnId: runId,
  sessionId: runId,
  question: 'why',
  documentIds: null,
  status: 'answered',
  runId: null,
  answers: [],
  current: 0,
  error: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};

/** A run's whole log, cut where `sizes` says. */
function logOf(text: string, sizes: number[]): Logged[] {
  const events: RunEvent[] = [{ type: 'started', runId, turnId: runId, sessionId: runId }];
  let offset = 0;
  for (const size of [...sizes, text.length]) {
    const piece = text.slice(offset, offset + size);
    if (piece !== '') events.push({ type: 'token', offset, text: piece });
    offset += piece.length;
  }
  const logged = events.map((event, at) => ({ id: `${at + 1}`, event }));
  return [...logged, { id: 'end', event: { type: 'completed', turn } }];
}

/** What a server sends to a watcher that comes back: the rest, with runs of tokens merged under the last id. */
function rest(log: Logged[], after: string | null, merge: boolean[]): Logged[] {
  const from = after === null ? 0 : log.findIndex((entry) => entry.id === after) + 1;
  const sent: Logged[] = [];
  for (const [at, entry] of log.slice(from).entries()) {
    const last = sent.at(-1);
    if (
      merge[at % Math.max(1, merge.length)] === true &&
      last?.event.type === 'token' &&
      entry.event.type === 'token'
    ) {
      sent[sent.length - 1] = { id: entry.id, event: { ...last.event, text: last.event.text + entry.event.text } };
    } else sent.push(entry);
  }
  return sent;
}

const feed = (run: LiveRun, events: Logged[]): LiveRun =>
  events.reduce((state, { id, event }) => applyRunEvent(state, id, event), run);

test('ST-09 (reducer) whatever the cuts, repeats, merges and resumes, the text is the answer once', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.array(fc.nat({ max: 9 }), { maxLength: 40 }),
      fc.array(fc.record({ seen: fc.nat({ max: 30 }), back: fc.nat({ max: 12 }) }), { maxLength: 6 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
      (text, sizes, drops, merge) => {
        const log = logOf(text, sizes);
        let run = newLiveRun;
        for (const { seen, back } of drops) {
          run = feed(run, rest(log, run.lastEventId, merge).slice(0, seen));
          // a second watcher of the same run, or one whose last id got lost, sees older events again
          const at = log.findIndex((entry) => entry.id === run.lastEventId);
          run = feed(run, log.slice(Math.max(0, at - back), Math.max(0, at)));
        }
        run = feed(run, rest(log, null, merge));
        expect(run.text).toBe(text);
        expect(run.gap).toBe(false);
        expect(run.end?.type).toBe('completed');
      },
    ),
  );
});

test('a hole in the text is noticed, not papered over', () => {
  const run = feed(newLiveRun, [
    { id: '1', event: { type: 'token', offset: 0, text: 'ab' } },
    { id: '3', event: { type: 'token', offset: 4, text: 'ef' } },
  ]);
  expect(run.text).toBe('ab');
  expect(run.gap).toBe(true);
  expect(run.lastEventId).toBe('1');
});

test('nothing follows the terminal event', () => {
  const ended = feed(newLiveRun, logOf('abc', [1]));
  expect(applyRunEvent(ended, '9', { type: 'token', offset: 3, text: 'd' })).toBe(ended);
});

test('a citation that comes twice is listed once', () => {
  const citation = {
    number: 1,
    passageId: runId,
    documentId: runId,
    documentName: 'a.pdf',
    page: 1,
    start: 0,
    end: 3,
    quote: 'abc',
    gone: false,
  };
  const run = feed(newLiveRun, [
    { id: '1', event: { type: 'citation', citation } },
    { id: '1', event: { type: 'citation', citation } },
  ]);
  expect(run.citations).toEqual([citation]);
});

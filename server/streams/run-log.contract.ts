import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import type { RunEvent, TerminalEvent } from '#shared/run-event.ts';
import type { Turn } from '#shared/turn.ts';
import type { LogEntry, RunKey, RunLog } from './run-log.ts';

const forever = new AbortController().signal;

const terminal = (turnId: string): TerminalEvent => {
  const turn: Turn = {
    turnId,
    sessionId: turnId,
    question: 'q',
    documentIds: null,
    status: 'answered',
    runId: null,
    answers: [],
    current: 0,
    error: null,
    createdAt: new Date(0).toISOString(),
  };
  return { type: 'completed', turn };
};

async function collect(following: ReturnType<RunLog['follow']>, atMost = Infinity): Promise<LogEntry[]> {
  const seen: LogEntry[] = [];
  const entries = await following;
  if (entries === null || atMost === 0) return seen;
  for await (const entry of entries) {
    seen.push(entry);
    if (seen.length >= atMost) break;
  }
  return seen;
}

const textOf = (entries: readonly LogEntry[]): string =>
  entries.map(({ event }) => (event.type === 'token' ? event.text : '')).join('');

/** Tokens with their offsets, cut as `pieces` says. */
const tokens = (pieces: readonly string[]): RunEvent[] => {
  let offset = 0;
  return pieces.map((text) => {
    offset += text.length;
    return { type: 'token', offset: offset - text.length, text };
  });
};

/** What every run log must do; each twin runs it. */
export function testRunLog(open: () => RunLog): void {
  const key = (): RunKey => ({ userId: newId(), runId: newId() });

  test('RS-02 a late and a reconnecting watcher get the same text, order and terminal event', async () => {
    const piece = fc.string({ minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 30 }),
        fc.array(fc.nat(8), { maxLength: 10 }),
        fc.nat(30),
        async (pieces, leaves, lateAfter) => {
          const log = open();
          const run = key();
          log.begin(run);
          const steady = collect(log.follow(run, undefined, forever));
          const returning = comeAndGo(log, run, leaves);
          let late: Promise<LogEntry[]> | null = null;
          for (const [index, event] of tokens(pieces).entries()) {
            if (event.type !== 'token') continue;
            if (index === lateAfter) late = collect(log.follow(run, undefined, forever));
            log.append(run, event);
            await Promise.resolve();
          }
          log.end(run, terminal(run.runId));
          late ??= collect(log.follow(run, undefined, forever));
          for (const seen of await Promise.all([steady, returning, late])) {
            expect(textOf(seen)).toBe(pieces.join(''));
            expect(seen.at(-1)).toMatchObject({ id: 'end', event: { type: 'completed' } });
            expect(seen.filter(({ id }) => id === 'end')).toHaveLength(1);
            expectTrueOffsets(seen);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('ids grow, and are the same for every watcher', async () => {
    const log = open();
    const run = key();
    log.begin(run);
    log.append(run, { type: 'status', stage: 'searching' });
    log.append(run, { type: 'token', offset: 0, text: 'a' });
    log.append(run, { type: 'status', stage: 'writing' });
    log.end(run, terminal(run.runId));
    const first = await collect(log.follow(run, undefined, forever));
    expect(first.map(({ id }) => id)).toEqual((await collect(log.follow(run, undefined, forever))).map(({ id }) => id));
    const numbers = first.slice(0, -1).map(({ id }) => Number(id));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('a watcher that leaves is forgotten, and an unknown run has no log', async () => {
    const log = open();
    const run = key();
    expect(await log.follow(run, undefined, forever)).toBeNull();
    log.begin(run);
    const leaving = new AbortController();
    const seen = collect(log.follow(run, undefined, leaving.signal));
    leaving.abort();
    expect(await seen).toEqual([]);
    log.drop(run);
    expect(await log.follow(run, undefined, forever)).toBeNull();
  });

  test('an id that was never given out counts as none', async () => {
    const log = open();
    const run = key();
    log.begin(run);
    log.append(run, { type: 'token', offset: 0, text: 'all' });
    log.end(run, terminal(run.runId));
    for (const id of ['0', '-1', '1e3', '2', '3', '999999999', 'End', '01', '1.5', 'x'.repeat(64)])
      expect((await collect(log.follow(run, id, forever))).map((entry) => entry.id)).toEqual(['1', 'end']);
  });

  test('a run of another user under the same id is another run', async () => {
    const log = open();
    const mine = key();
    const theirs = { ...mine, userId: newId() };
    log.begin(mine);
    expect(await log.follow(theirs, undefined, forever)).toBeNull();
    log.begin(theirs);
    log.append(theirs, { type: 'token', offset: 0, text: 'theirs' });
    log.end(mine, terminal(mine.runId));
    expect(textOf(await collect(log.follow(mine, undefined, forever)))).toBe('');
  });
}

/** A watcher whose connection drops after a few events, again and again; it comes back with the last id it saw. */
async function comeAndGo(log: RunLog, run: RunKey, leaves: readonly number[]): Promise<LogEntry[]> {
  const seen: LogEntry[] = [];
  for (const leave of leaves) {
    const part = await collect(log.follow(run, seen.at(-1)?.id, forever), leave);
    seen.push(...part);
    if (seen.at(-1)?.id === 'end') return seen;
  }
  return [...seen, ...(await collect(log.follow(run, seen.at(-1)?.id, forever)))];
}

function expectTrueOffsets(entries: readonly LogEntry[]): void {
  let offset = 0;
  for (const { event } of entries) {
    if (event.type !== 'token') continue;
    expect(event.offset).toBe(offset);
    offset += event.text.length;
  }
}

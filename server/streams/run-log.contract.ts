import { setImmediate } from 'node:timers/promises';
import { queryObjects } from 'node:v8';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import type { LiveEvent, TerminalEvent } from '#shared/run-event.ts';
import type { Turn } from '#shared/turn.ts';
import type { LogEntry, RunKey, RunLog } from './run-log.ts';

export const forever = new AbortController().signal;

export const terminal = (turnId: string): TerminalEvent => {
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

export async function collect(following: ReturnType<RunLog['follow']>, atMost = Infinity): Promise<LogEntry[]> {
  const seen: LogEntry[] = [];
  const entries = await following;
  if (entries === null || atMost === 0) return seen;
  for await (const entry of entries) {
    seen.push(entry);
    if (seen.length >= atMost) break;
  }
  return seen;
}

/** What a watcher has got, however it was cut: each UTF-16 unit of text, each other event. */
export const atomsOf = (entries: readonly { event: LogEntry['event'] }[]): unknown[] =>
  entries.flatMap<unknown>(({ event }) => (event.type === 'token' ? event.text.split('') : [event]));

/** Every id says how many atoms there are up to and with its entry, and every token where it begins. */
export function expectTrueIds(entries: readonly LogEntry[]): void {
  let units = 0;
  let others = 0;
  for (const { id, event } of entries) {
    if (event.type === 'token') {
      expect(event.offset).toBe(units);
      units += event.text.length;
    } else others += 1;
    const isLast = event.type === 'completed' || event.type === 'stopped' || event.type === 'failed';
    expect(id).toBe(isLast ? 'end' : String(units + others));
  }
}

/** Tokens with their offsets. */
export const tokensOf = (pieces: readonly string[]): LiveEvent[] => {
  let offset = 0;
  return pieces.map((text) => {
    offset += text.length;
    return { type: 'token', offset: offset - text.length, text };
  });
};

export const liveEvents = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 5 }) },
      { weight: 1, arbitrary: fc.constantFrom('searching' as const, 'writing' as const).map((stage) => ({ stage })) },
    ),
    { maxLength: 40 },
  )
  .map((parts) => {
    let offset = 0;
    return parts.map((part): LiveEvent => {
      if (typeof part !== 'string') return { type: 'status', stage: part.stage };
      offset += part.length;
      return { type: 'token', offset: offset - part.length, text: part };
    });
  });

/** A watcher whose connection drops after a few events, again and again; it comes back with the last id it saw. */
async function comeAndGo(log: RunLog, run: RunKey, leaves: readonly number[]): Promise<LogEntry[]> {
  const seen: LogEntry[] = [];
  for (const leave of leaves) {
    const part = await collect(log.follow(run, seen.at(-1)?.id, forever), leave);
    seen.push(...part);
    if (seen.at(-1)?.id === 'end') return seen;
    await setImmediate();
  }
  return [...seen, ...(await collect(log.follow(run, seen.at(-1)?.id, forever)))];
}

/** What every run log must do; each twin runs it. */
export function testRunLog(open: () => RunLog): void {
  const key = (): RunKey => ({ userId: newId(), runId: newId() });

  test('RS-02 a late and a reconnecting watcher get the same text, order, ids and terminal event', async () => {
    await fc.assert(
      fc.asyncProperty(
        liveEvents,
        fc.array(fc.nat(4), { maxLength: 10 }),
        fc.nat(40),
        fc.array(fc.constantFrom(0, 0, 1, 2), { minLength: 1, maxLength: 10 }),
        async (events, leaves, lateAfter, pauses) => {
          const log = open();
          const run = key();
          log.begin(run);
          const watching = [collect(log.follow(run, undefined, forever)), comeAndGo(log, run, leaves)];
          for (const [index, event] of events.entries()) {
            if (index === lateAfter) watching.push(collect(log.follow(run, undefined, forever)));
            log.append(run, event);
            const pause = pauses[index % pauses.length];
            if (pause === 1) await Promise.resolve();
            if (pause === 2) await setImmediate();
          }
          const last = terminal(run.runId);
          log.end(run, last);
          watching.push(collect(log.follow(run, undefined, forever)));
          const expected = atomsOf([...events.map((event) => ({ event })), { event: last }]);
          const ids = new Set<string>();
          for (const seen of await Promise.all(watching)) {
            expect(atomsOf(seen)).toEqual(expected);
            expectTrueIds(seen);
            for (const { id } of seen) ids.add(id);
          }
          ids.delete('end');
          for (const id of ids)
            expect(atomsOf(await collect(log.follow(run, id, forever)))).toEqual(expected.slice(Number(id)));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('who reads along gets every entry as it was written; who comes late gets the text in one', async () => {
    const log = open();
    const run = key();
    log.begin(run);
    const reading = await log.follow(run, undefined, forever);
    for (const [offset, text] of 'abc'.split('').entries()) {
      const event: LiveEvent = { type: 'token', offset, text };
      log.append(run, event);
      expect(await reading?.next()).toEqual({ done: false, value: { id: String(offset + 1), event } });
    }
    const late = await log.follow(run, undefined, forever);
    expect(await late?.next()).toEqual({
      done: false,
      value: { id: '3', event: { type: 'token', offset: 0, text: 'abc' } },
    });
    log.end(run, terminal(run.runId));
    expect(await reading?.next()).toMatchObject({ done: false, value: { id: 'end' } });
    expect(await late?.next()).toMatchObject({ done: false, value: { id: 'end' } });
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
  });

  test('an id that was never given out counts as none; `end` has everything', async () => {
    const log = open();
    const run = key();
    log.begin(run);
    log.append(run, { type: 'token', offset: 0, text: 'all' });
    log.end(run, terminal(run.runId));
    for (const id of ['', '0', '-1', '1e0', ' 1', '4', '999999999', '9'.repeat(40), 'End', '01', '1.5', 'x'.repeat(64)])
      expect((await collect(log.follow(run, id, forever))).map((entry) => entry.id)).toEqual(['3', 'end']);
    expect((await collect(log.follow(run, '3', forever))).map((entry) => entry.id)).toEqual(['end']);
    expect(await collect(log.follow(run, 'end', forever))).toEqual([]);
  });

  test('the first terminal event stays, and nothing follows it', async () => {
    const log = open();
    const run = key();
    log.begin(run);
    log.end(run, terminal(run.runId));
    log.end(run, { ...terminal(run.runId), type: 'stopped' });
    log.append(run, { type: 'token', offset: 0, text: 'late' });
    expect((await collect(log.follow(run, undefined, forever))).map(({ event }) => event.type)).toEqual(['completed']);
  });

  test('a run under the id of one that has ended, and is removed since, has a log of its own', async () => {
    const log = open();
    const run = key();
    const textOf = async (following: ReturnType<RunLog['follow']>) =>
      atomsOf((await collect(following)).filter(({ event }) => event.type === 'token')).join('');
    for (const text of ['old', 'of another length']) {
      log.begin(run);
      log.append(run, { type: 'token', offset: 0, text });
      const reading = textOf(log.follow(run, undefined, forever));
      log.end(run, terminal(run.runId));
      expect(await reading).toBe(text);
      expect(await textOf(log.follow(run, undefined, forever))).toBe(text);
    }
  });

  test('a run whose owner went away is ended by another, for those who come then', async () => {
    const log = open();
    const run = key();
    log.end(run, terminal(run.runId));
    expect((await collect(log.follow(run, undefined, forever))).map(({ id }) => id)).toEqual(['end']);
  });

  test('of a run that has ended nothing is kept but its log: a key may be a whole run', () => {
    class Run {
      readonly userId = newId();
      readonly runId = newId();
    }
    const log = open();
    const play = (run: Run) => {
      log.begin(run);
      log.append(run, { type: 'token', offset: 0, text: 'text' });
      log.end(run, terminal(run.runId));
    };
    play(new Run());
    expect(queryObjects(Run, { format: 'count' })).toBe(0);
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
    expect((await collect(log.follow(mine, undefined, forever))).map(({ id }) => id)).toEqual(['end']);
  });
}

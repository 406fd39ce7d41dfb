import { expect, test } from 'vitest';
import type { RunEvent } from '#shared/run-event.ts';
import { check } from './check.ts';
import type { Observation, StoredTurn } from './observation.ts';
import { endedWell, eventsSeen, watchedWell, wellObserved } from './well-observed.ts';

const [ended] = endedWell.ended;
const [answer] = endedWell.answers;
const [run] = wellObserved.runs;
const [usage] = wellObserved.usage;
const [asked] = wellObserved.asked;
if (!ended || !answer || !run || !usage || !asked) throw new Error('there is one of each');

const failed = {
  ...ended,
  end: 'failed' as const,
  counted: false,
  error: { code: 'INTERRUPTED', message: '', retryable: true },
};
const seeing = (seen: { id: string; event: RunEvent }[], state = 'completed'): Partial<Observation> => ({
  watched: [watchedWell, { ...watchedWell, seen, state }],
});
const storing = (turn: Partial<StoredTurn>): Partial<Observation> => ({ turns: [{ ...endedWell, ...turn }] });
const changed = (at: number, entry: { id?: string; event?: RunEvent }) =>
  eventsSeen.map((seen, index) => (index === at ? { ...seen, ...entry } : seen));
const token = (offset: number, text: string): RunEvent => ({ type: 'token', offset, text });
const without = (at: number) => eventsSeen.filter((_, index) => index !== at);
const foreign = 'u000002q0c1p0 ';

test('what went well breaks no rule', () => {
  expect(check(wellObserved)).toEqual([]);
});

test('what was deleted and has been swept by now was still its own', () => {
  const { userId, sessionId, turnId } = endedWell;
  const removals = [{ userId, sessionId, turnId, deleted: 'done', restored: null }];
  expect(check({ ...wellObserved, removals, turns: [], samples: [[endedWell]] })).toEqual([]);
});

const doctored: [string, Partial<Observation>, RegExp][] = [
  ['an event twice', seeing([...eventsSeen.slice(0, 3), ...eventsSeen.slice(2)]), /id \d+ after \d+/],
  [
    'events out of order',
    seeing([eventsSeen[0], eventsSeen[3], eventsSeen[2], eventsSeen[4]].flatMap((one) => one ?? [])),
    /a token at \d+ after 0 characters/,
  ],
  ['a token that was lost', seeing(without(2)), /a token at \d+ after 0 characters/],
  ['the last token lost', seeing(without(3)), /characters seen/],
  [
    'text that is not stored',
    seeing(changed(3, { event: token(20, 'something else') })),
    /not the beginning of what is stored/,
  ],
  ['a second terminal event', seeing([...eventsSeen, ...eventsSeen.slice(-1)]), /events after the terminal one/],
  ['no terminal event', seeing(eventsSeen.slice(0, -1)), /completed after token/],
  ['a watch that never ends', seeing(eventsSeen.slice(0, -1), 'watching'), /watching at the end/],
  ['a watch that is refused', seeing([], 'refused NOT_FOUND'), /refused NOT_FOUND/],
  ['the same text under another id', seeing(changed(2, { id: '7' })), /different ids/],
  ['text of another user', seeing(changed(2, { event: token(0, foreign) })), /text of another user/],
  ['a marker before its citation', seeing(without(1)), /a marker before its citation/],
  ['two ends that differ', storing({ ended: [failed], answers: [], status: 'failed' }), /completed, stored is failed/],
  ['a lost answer', storing({ answers: [] }), /completed without an answer/],
  ['an answer cut short', storing({ answers: [{ ...answer, content: 'u000001q0c1p0 ' }] }), /less than the model said/],
  ['an answer stored twice', storing({ answers: [answer, answer] }), /stored with 2 answers/],
  ['a run that is stored as ended twice', storing({ ended: [ended, ended] }), /stored with 2 ends/],
  ['a run that goes on for ever', storing({ status: 'running', ended: [] }), /still running/],
  [
    'a run that somebody interrupted for no reason',
    storing({ ended: [failed], answers: [], status: 'failed' }),
    /INTERRUPTED by nobody/,
  ],
  ['a stop that nobody asked for', storing({ ended: [{ ...ended, end: 'stopped' }] }), /stopped by nobody/],
  ['a question that was acknowledged and is gone', { turns: [] }, /was acknowledged, and is not stored/],
  [
    'a question refused for nothing',
    { runs: [{ ...run, outcomes: [{ refused: 'CONFLICT' }] }] },
    /refused with CONFLICT/,
  ],
  [
    'a stop that says how it did not end',
    { runs: [{ ...run, stopTried: true, stops: [{ known: true, outcome: { reply: { end: 'stopped' } } }] }] },
    /its stop said stopped/,
  ],
  ['a charge too many', { usage: [{ ...usage, used: 2, places: 2 }] }, /2 used/],
  ['an answer without a charge', { usage: [{ ...usage, used: 0, places: 0 }] }, /0 used/],
  ['a failure that is counted', storing({ ended: [{ ...failed, counted: true }], answers: [] }), /counted is true/],
  ['a place that stays held', { usage: [{ ...usage, held: [run.runId], places: 2 }] }, /still held/],
  ['a reservation that stays', { usage: [{ ...usage, reserved: [{}], places: 2 }] }, /1 places still reserved/],
  ['places that do not add up', { usage: [{ ...usage, places: 2 }] }, /2 places taken/],
  ['a server that shows another usage', { shown: [{ userId: run.userId, used: 0, held: 1 }] }, /a server says/],
  [
    'more answers than were left',
    { left: 0, people: [{ userId: run.userId, name: 'u000001', usedBefore: 1 }] },
    /0 were left/,
  ],
  [
    'text of a running answer that is stored',
    { samples: [[{ ...endedWell, running: { ...running(), runId: run.runId } }]] },
    /its running run/,
  ],
  [
    'an answer that changed after it was stored',
    { samples: [[{ ...endedWell, answers: [{ ...answer, content: 'other' }] }]] },
    /is another now/,
  ],
  ['an upstream request left open', { asked: [{ ...asked, isOpen: true }] }, /still open/],
  ['a Redis key without an end', { redisKeys: [{ key: 'chat:stream:a:b', ttlSeconds: -1 }] }, /never expires/],
  ['a server that is not ready', { unready: ['503'] }, /not ready/],
  ['an error that a server printed', { lines: ['{"level":50,"msg":"run failed"}'] }, /printed/],
  ['a stack that a server printed', { lines: ['TypeError: x is not a function'] }, /printed/],
  ['a question that was deleted and is there', { removals: [removed('done', null)] }, /was deleted and is there/],
  [
    'a question that was restored and is gone',
    { removals: [removed('done', 'done')], turns: [] },
    /was restored and is gone/,
  ],
  ['a restore refused for nothing', { removals: [removed('done', 'NOT_FOUND')] }, /refused with NOT_FOUND/],
  ['what never ended', { stuck: ['watchers'] }, /never ended/],
];

test.each(doctored)('caught: %s', (_, change, words) => {
  expect(check({ ...wellObserved, ...change }).join('\n')).toMatch(words);
});

function removed(deleted: string, restored: string | null): Observation['removals'][number] {
  return { userId: 'somebody', sessionId: endedWell.sessionId, turnId: endedWell.turnId, deleted, restored };
}

function running(): NonNullable<StoredTurn['running']> {
  return { runId: '', attempt: 1, beat: 0, owner: null, stop: null, month: '1970-01', acceptedAt: new Date(0) };
}

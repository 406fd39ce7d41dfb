import type { RunEvent } from '#shared/run-event.ts';
import type { Answer } from '#shared/turn.ts';
import type { Observation, StoredTurn, Watched } from './observation.ts';

const userId = 'somebody';
const turnId = 'a'.repeat(24);
const sessionId = 'b'.repeat(24);
const tag = 'u000001q0';
const question = `What is osmosis? (about ${tag})`;
const content = `${tag}c1p0 [1] ${tag}c1p1 ${tag}c1p2 `;
const at = new Date(0);

const answer: StoredTurn['answers'][number] = {
  runId: turnId,
  content,
  outcome: 'answered',
  route: 'general_qa',
  citations: [],
  suggestions: [],
  reaction: null,
  model: 'gpt-4o-mini',
  firstTokenMs: 1,
  totalMs: 2,
  createdAt: at,
};

export const endedWell: StoredTurn = {
  userId,
  turnId,
  sessionId,
  question,
  source: 'main_app',
  scope: { classId: null, documentId: null, documentIds: [] },
  status: 'answered',
  running: null,
  runIds: [turnId],
  ended: [
    {
      runId: turnId,
      end: 'completed',
      counted: true,
      month: '1970-01',
      error: null,
      tokensIn: 1,
      tokensOut: 1,
      endedAt: at,
    },
  ],
  answers: [answer],
  current: 0,
  error: null,
  createdAt: at,
  deletedAt: null,
};

const shownAnswer: Answer = {
  ...answer,
  outcome: 'answered',
  route: 'general_qa',
  reaction: null,
  citations: [],
  suggestions: [],
  createdAt: '',
};
const half = content.indexOf(`${tag}c1p1`);

/** What a watcher sees of it. */
export const eventsSeen: { id: string; event: RunEvent }[] = [
  { id: '1', event: { type: 'started', runId: turnId, turnId, sessionId } },
  {
    id: '2',
    event: {
      type: 'citation',
      citation: {
        number: 1,
        passageId: '',
        documentId: '',
        documentName: '',
        page: 1,
        start: 0,
        end: 1,
        quote: '',
        gone: false,
      },
    },
  },
  { id: String(2 + half), event: { type: 'token', offset: 0, text: content.slice(0, half) } },
  { id: String(2 + content.length), event: { type: 'token', offset: half, text: content.slice(half) } },
  {
    id: 'end',
    event: {
      type: 'completed',
      turn: {
        turnId,
        sessionId,
        question,
        documentIds: null,
        status: 'answered',
        runId: null,
        answers: [shownAnswer],
        current: 0,
        error: null,
        createdAt: '',
      },
    },
  },
];

export const watchedWell: Watched = { userId, runId: turnId, server: 0, seen: eventsSeen, state: 'completed' };

/** One question of one user, asked, watched by two and answered as it should be. */
export const wellObserved: Observation = {
  disturbed: new Set(),
  left: 900,
  people: [{ userId, name: 'u000001', usedBefore: 0 }],
  runs: [
    {
      kind: 'ask',
      userId,
      sessionId,
      turnId,
      runId: turnId,
      tag,
      question,
      outcomes: [{ reply: { sessionId, turnId, runId: turnId } }],
      stops: [],
      stopTried: false,
    },
  ],
  removals: [],
  sessions: [{ userId, sessionId }],
  turns: [endedWell],
  samples: [],
  usage: [{ userId, month: '1970-01', used: 1, reserved: [], held: [], places: 1 }],
  shown: [{ userId, used: 1, held: 0 }],
  watched: [watchedWell, { ...watchedWell, server: 1 }],
  asked: [
    {
      tag,
      n: 1,
      plan: { pieces: 3, filler: 0, delayMs: 0, firstDelayMs: 0, end: 'stop' },
      whole: content,
      isOpen: false,
    },
  ],
  redisKeys: [{ key: `chat:stream:${userId}:${turnId}`, ttlSeconds: 60 }],
  lines: ['Footnote is ready at http://127.0.0.1:1 (answers by gpt-4o-mini)', '{"level":40,"msg":"run failed"}'],
  unready: [],
  stuck: [],
};

/** The users of a contender: opens their connections, asks, and checks what comes. A process of the bench. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { answerCalls } from './answer-calls.ts';
import { tokenChars } from './answer-text.ts';
import { type Contender, contenderSchema } from './contender.ts';
import { openFootnoteLine } from './lines/footnote.ts';
import { openAiSdkLine, openDirectLine } from './lines/http-events.ts';
import type { Line, OpenLine } from './lines/line.ts';
import { openRelayLine } from './lines/relay.ts';
import { openSocketIoLine } from './lines/socket-io.ts';
import { type CheckedStream, checkStream } from './stream-check.ts';
import { tokenOfUser } from './users.ts';

const openers: Record<Contender, OpenLine> = {
  footnote: openFootnoteLine,
  'socket-io': openSocketIoLine,
  'ai-sdk': openAiSdkLine,
  relay: openRelayLine,
  direct: openDirectLine,
};
const openInput = z.object({ contender: contenderSchema, url: z.string(), users: z.number() });
const startInput = z.object({
  contender: contenderSchema,
  streams: z.number(),
  tokens: z.number(),
  rampMs: z.number(),
});
const atOnce = 50;

const lines = new Map<Contender, Line[]>();
let streams: CheckedStream[] = [];
let waited: number[] = [];
let isWatched = false;
let gaps: number[] = [];
let starting: Promise<void> = Promise.resolve();

async function open({ contender, url, users }: z.infer<typeof openInput>): Promise<void> {
  const all: Line[] = [];
  lines.set(contender, all);
  for (let from = 0; from < users; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, users - from) }, (_, n) => from + n);
    const opened = await Promise.all(
      some.map((index) => openers[contender](url, { index, token: tokenOfUser(index) })),
    );
    all.push(...opened);
  }
}

async function start({ contender, streams: count, tokens, rampMs }: z.infer<typeof startInput>): Promise<void> {
  const own = lines.get(contender) ?? [];
  streams = [];
  waited = [];
  gaps = [];
  const began = performance.now();
  const arrived = (gap: number) => {
    if (isWatched && !Number.isNaN(gap)) gaps.push(gap);
  };
  for (let n = 0; n < count; n += 1) {
    const due = began + (rampMs * n) / count;
    if (due > performance.now()) await sleep(due - performance.now());
    const checked = checkStream(n, tokens, arrived);
    const askedAt = performance.now();
    own[n]?.ask(n, checked.reader);
    streams.push(checked);
    waited.push(askedAt);
  }
}

function total(count: (stream: CheckedStream) => number): number {
  return streams.reduce((sum, stream) => sum + count(stream), 0);
}

answerCalls({
  open: (input) => open(openInput.parse(input)),
  start: (input) => {
    starting = start(startInput.parse(input));
  },
  mark: () => ({ tokens: total(({ chars }) => chars) / tokenChars, events: total(({ events }) => events) }),
  watchGaps: (input) => {
    isWatched = input === true;
  },
  finish: async () => {
    await starting;
    await Promise.all(streams.map(({ ended }) => ended));
    return {
      wrong: streams.flatMap(({ wrong }) => wrong ?? []),
      tokens: total(({ chars }) => chars) / tokenChars,
      events: total(({ events }) => events),
      firstTokenMs: streams.map(({ firstAt }, n) => firstAt - (waited[n] ?? NaN)),
      gaps: gaps.toSorted((a, b) => a - b).filter((_, n) => n % Math.ceil(gaps.length / 20_000) === 0),
    };
  },
  close: (input) => {
    const contender = contenderSchema.parse(input);
    for (const line of lines.get(contender) ?? []) line.close();
    lines.delete(contender);
  },
});

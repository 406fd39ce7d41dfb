import { setTimeout as sleep } from 'node:timers/promises';
import type { ModelCall } from '#tests/harness/model-call.ts';
import { startModelServer } from '#tests/harness/model-server.ts';
import { play } from '#tests/harness/model-script.ts';
import type { Plan } from './command.ts';

/** One request that reached the model. */
export interface Asked {
  /** of the question, made by `tagOf` */
  tag: string;
  /** counts the requests with this tag, from 1; every piece of text carries both */
  n: number;
  plan: Plan;
  /** what it says if nobody cuts it short */
  whole: string;
  call: ModelCall;
}

export interface ChaosModel extends AsyncDisposable {
  readonly port: number;
  /** How the next requests with this tag are answered, one plan each; the last stays. */
  plan(tag: string, plan: Plan): void;
  /** The requests with this tag, oldest first. */
  asked(tag: string): readonly Asked[];
  /** Forgets everything. */
  clear(): void;
}

/** Marks a question: whose it is, and which. */
export const tagOf = (user: string, question: number): string => `${user}q${question}`;

/** Every mark in a text: `u1a2b3cq4c1p7` is piece 7 of the first request of question 4 of user u1a2b3c. */
export const marksIn = (text: string): { user: string; tag: string; n: number }[] =>
  [...text.matchAll(/\b(u[0-9a-f]{6})(q\d+)c(\d+)p\d+\b/g)].map(([, user = '', question = '', n]) => ({
    user,
    tag: user + question,
    n: Number(n),
  }));

/** An answer takes no longer than this. */
const longestMs = 2_500;

const tagForm = /\(about (u[0-9a-f]{6}q\d+)\)/g;

/** A model server whose every answer says whom it is for. */
export async function openChaosModel(): Promise<ChaosModel> {
  const server = await startModelServer();
  const plans = new Map<string, Plan[]>();
  const asked = new Map<string, Asked[]>();
  server.always('by hand');
  const closed = new AbortController();

  const answer = async (call: ModelCall) => {
    const tag = [...(call.request.messages.at(-1)?.content ?? '').matchAll(tagForm)].at(-1)?.[1];
    const own = plans.get(tag ?? '') ?? [];
    const before = asked.get(tag ?? '') ?? [];
    const plan = own[Math.min(before.length, own.length - 1)];
    if (tag === undefined || plan === undefined) return void call.fail({ status: 400, message: 'nobody planned this' });
    const n = before.length + 1;
    const pieces = piecesOf(plan, tag, n);
    asked.set(tag, [...before, { tag, n, plan, whole: pieces.join(''), call }]);
    if (plan.firstDelayMs > 0) await sleep(plan.firstDelayMs, undefined, { ref: false });
    await say(plan, pieces, call);
  };
  const serve = async () => {
    while (!closed.signal.aborted) void answer(await server.nextCall());
  };
  void serve();

  return {
    port: Number(new URL(server.baseUrl).port),
    plan: (tag, plan) => {
      plans.set(tag, [...(plans.get(tag) ?? []), plan]);
    },
    asked: (tag) => asked.get(tag) ?? [],
    clear: () => {
      plans.clear();
      asked.clear();
      server.forget();
    },
    [Symbol.asyncDispose]: async () => {
      closed.abort();
      await server[Symbol.asyncDispose]();
    },
  };
}

function piecesOf({ pieces, filler, end }: Plan, tag: string, n: number): string[] {
  if (end === 'no answer') return ['NO_AN', 'SWER'];
  const words = 'water '.repeat(filler / 6 + 1).slice(0, filler);
  return Array.from({ length: pieces }, (_, p) => `${tag}c${n}p${p} ${words}${p === 0 ? '[1] ' : ''}`);
}

async function say({ end, delayMs: wanted }: Plan, pieces: string[], call: ModelCall): Promise<void> {
  const delayMs = Math.min(wanted, longestMs / pieces.length);
  switch (end) {
    case 'status 429':
    case 'status 500':
      call.fail({ status: Number(end.slice(-3)), headers: { 'retry-after': '0' } });
      return;
    case 'no answer':
      await play({ pieces, delayMs }, call);
      return;
    default:
      await play({ pieces, delayMs, end }, call);
  }
}

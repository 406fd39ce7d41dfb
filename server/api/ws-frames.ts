import { jsonEncoder } from '@trpc/server/adapters/ws';
import { z } from 'zod';
import { Failure } from '#shared/failure.ts';
import { limits } from '#shared/limits.ts';

type MessageId = string | number;

const idSchema = z.union([z.string(), z.number()]);
const messageSchema = z.object({ id: idSchema, method: z.string() });
const sentSchema = z.object({ id: idSchema, result: z.object({ type: z.string() }).optional() });

export interface FrameHooks {
  /** Answers one message with an error. */
  refuse: (id: MessageId, failure: Failure) => void;
  /** Told of every frame that can be read. */
  onMessage: () => void;
  /** Told before each frame that is sent. */
  onSend: () => void;
  /** Hands a message to tRPC as if it came now. */
  again: (message: object) => void;
}

/**
 * The encoder of one socket, given to tRPC: frames are JSON text. What is over a limit is answered here, each call with
 * its own error, and never reaches tRPC: calls of a batch, subscriptions of a socket, an id that a subscription has.
 * tRPC forgets a stop that comes before its subscription has begun; here it waits for it.
 */
export function createFrames({ refuse, onMessage, onSend, again }: FrameHooks): typeof jsonEncoder {
  const subscriptions = new Map<MessageId, 'asked' | 'stopped' | 'started'>();

  /** Counts the queries and mutations of a batch; the subscriptions of a socket that reconnects come all in one. */
  function admit(message: unknown, calls: { count: number }): boolean {
    const { data } = messageSchema.safeParse(message);
    if (data === undefined) return true;
    const state = subscriptions.get(data.id);
    if (data.method === 'subscription.stop') {
      if (state === 'asked') subscriptions.set(data.id, 'stopped');
      return state === 'started';
    }
    const failure = refusalOf(data.method, state !== undefined, calls);
    if (failure !== null) refuse(data.id, failure);
    else if (data.method === 'subscription') subscriptions.set(data.id, 'asked');
    return failure === null;
  }

  function refusalOf(method: string, isTaken: boolean, calls: { count: number }): Failure | null {
    if (isTaken) return idTaken();
    if (method === 'subscription') return subscriptions.size < limits.subscriptionsPerSocket ? null : tooMany();
    calls.count += 1;
    return calls.count <= limits.batchCalls ? null : tooManyCalls();
  }

  function sent(id: MessageId, type: string | undefined): void {
    const state = subscriptions.get(id);
    if (state === undefined || type === 'data') return;
    if (type !== 'started') subscriptions.delete(id);
    else {
      subscriptions.set(id, 'started');
      if (state === 'stopped') again({ id, method: 'subscription.stop' });
    }
  }

  return {
    decode: (data) => {
      const message: unknown = jsonEncoder.decode(data);
      onMessage();
      const calls = { count: 0 };
      const batch = z.array(z.unknown()).safeParse(message);
      if (batch.success) return batch.data.filter((one) => admit(one, calls));
      return admit(message, calls) ? message : [];
    },
    encode: (message) => {
      onSend();
      const { data } = sentSchema.safeParse(message);
      if (data !== undefined) sent(data.id, data.result?.type);
      return jsonEncoder.encode(message);
    },
  };
}

const tooMany = (): Failure =>
  new Failure('TOO_MANY_REQUESTS', `At most ${limits.subscriptionsPerSocket} subscriptions go over one connection.`);

/** Not the client's fault: what waits while a line is away goes out in one batch when it is back. */
const tooManyCalls = (): Failure =>
  new Failure('TOO_MANY_REQUESTS', `At most ${limits.batchCalls} calls go over a connection in one batch. Call again.`);

const idTaken = (): Failure => new Failure('BAD_REQUEST', 'A subscription of this connection has this id.');

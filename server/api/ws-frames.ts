import { jsonEncoder } from '@trpc/server/adapters/ws';
import { z } from 'zod';
import { Failure } from '#shared/failure.ts';
import { limits } from '#shared/limits.ts';
import { tooManyCalls } from './trpc-route.ts';

type MessageId = string | number;

const messageSchema = z.object({ id: z.union([z.string(), z.number()]), method: z.string() });
const sentSchema = z.object({
  id: z.union([z.string(), z.number()]),
  result: z.object({ type: z.string() }).optional(),
});

/**
 * The encoder of one socket, given to tRPC: frames are JSON text. Calls over the limit of a batch and subscriptions over
 * the limit of a socket are answered here, each with its own error, and never reach tRPC.
 *
 * @param refuse    answers one message with an error
 * @param onMessage is told of every frame that can be read
 */
export function createFrames(
  refuse: (id: MessageId, failure: Failure) => void,
  onMessage: () => void,
): typeof jsonEncoder {
  const subscriptions = new Set<MessageId>();

  /** Counts the queries and mutations of a batch; the subscriptions of a socket that reconnects come all in one. */
  function admit(message: unknown, calls: { count: number }): boolean {
    const { data } = messageSchema.safeParse(message);
    if (data === undefined || data.method === 'subscription.stop') return true;
    if (data.method === 'subscription') {
      if (subscriptions.size >= limits.subscriptionsPerSocket && !subscriptions.has(data.id)) {
        refuse(data.id, tooManySubscriptions());
        return false;
      }
      subscriptions.add(data.id);
      return true;
    }
    calls.count += 1;
    if (calls.count <= limits.batchCalls) return true;
    refuse(data.id, tooManyCalls());
    return false;
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
      const { data } = sentSchema.safeParse(message);
      if (data !== undefined && data.result?.type !== 'started' && data.result?.type !== 'data')
        subscriptions.delete(data.id);
      return jsonEncoder.encode(message);
    },
  };
}

const tooManySubscriptions = (): Failure =>
  new Failure('TOO_MANY_REQUESTS', `At most ${limits.subscriptionsPerSocket} subscriptions go over one connection.`);

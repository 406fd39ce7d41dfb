/** A model server that speaks OpenAI's streaming protocol and does next to nothing for it: a process of the bench. */
import { createServer, type Socket } from 'node:net';
import { z } from 'zod';
import { answerCalls } from './answer-calls.ts';
import { streamAskedFor } from './answer-text.ts';
import { bodyFor, type Body } from './model-body.ts';
import { readRequests } from './model-requests.ts';

const planSchema = z.object({
  tokens: z.number(),
  /** null: as fast as the reader takes them */
  perSecond: z.number().nullable(),
});

interface Stream {
  socket: Socket;
  body: Body;
  /** tokens sent so far */
  sent: number;
}

/** Tokens of one write in a burst. */
const burstTokens = 16;
const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n';

let plan: z.infer<typeof planSchema> = { tokens: 100, perSecond: null };
let requests = 0;
const streamOf = new WeakMap<Socket, Stream>();
const bursts = new Set<Stream>();
/** paced streams by the millisecond of their interval in which they are due */
let slots: Set<Stream>[] = [];
let slotAt = 0;

function begin(socket: Socket, asked: string): void {
  requests += 1;
  socket.write(head);
  const stream = {
    socket,
    body: bodyFor(streamAskedFor(asked), plan.tokens, asked.includes('"include_usage":true')),
    sent: 0,
  };
  streamOf.set(socket, stream);
  send(stream, 1);
  if (plan.perSecond === null) {
    if (bursts.size === 0) setImmediate(burst);
    bursts.add(stream);
  } else slots[(slotAt + slots.length - 1) % slots.length]?.add(stream);
}

/** Sends the next tokens, and the end with the last one. @returns whether there are more */
function send(stream: Stream, count: number): boolean {
  const until = Math.min(stream.sent + count, stream.body.tokens);
  stream.socket.write(stream.body.slice(stream.sent, until));
  stream.sent = until;
  return until < stream.body.tokens;
}

function forget(stream: Stream | undefined): void {
  if (stream === undefined) return;
  bursts.delete(stream);
  for (const slot of slots) slot.delete(stream);
}

function burst(): void {
  for (const stream of bursts) {
    if (!stream.socket.writableNeedDrain && !send(stream, burstTokens)) bursts.delete(stream);
  }
  if (bursts.size > 0) setImmediate(burst);
}

function pace(): void {
  const now = Math.floor(performance.now());
  for (; slotAt < now; slotAt += 1) {
    const slot = slots[slotAt % slots.length];
    for (const stream of slot ?? []) if (!send(stream, 1)) slot?.delete(stream);
  }
}

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => socket.destroy());
  socket.once('close', () => forget(streamOf.get(socket)));
  readRequests(socket, (body) => begin(socket, body));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  let ticking: NodeJS.Timeout | undefined;
  answerCalls({
    address: () => ({ url: `http://127.0.0.1:${port}/v1` }),
    plan: (input) => {
      plan = planSchema.parse(input);
      requests = 0;
      clearInterval(ticking);
      if (plan.perSecond === null) return;
      slots = Array.from({ length: Math.round(1_000 / plan.perSecond) }, () => new Set<Stream>());
      slotAt = Math.floor(performance.now());
      ticking = setInterval(pace, 1);
    },
    /** Sends the rest of every paced stream at once. */
    hurry: () => {
      for (const slot of slots) {
        for (const stream of slot) send(stream, stream.body.tokens);
        slot.clear();
      }
    },
    requests: () => requests,
  });
});

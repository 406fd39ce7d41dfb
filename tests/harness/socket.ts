import { WebSocket } from 'ws';
import { z } from 'zod';

const messageSchema = z.object({
  id: z.union([z.number(), z.string(), z.null()]),
  result: z.object({ type: z.string(), data: z.unknown() }).partial().optional(),
  error: z.object({ data: z.object({ app: z.object({ code: z.string(), message: z.string() }) }) }).optional(),
});
export type SocketMessage = z.infer<typeof messageSchema>;

/** A WebSocket below tRPC's client: sends whatever it is told and keeps what comes. */
export interface RawSocket {
  send(data: unknown): void;
  sendRaw(data: string | Buffer): void;
  /** The next message that fits, waiting for it if need be. */
  next(fits?: (message: SocketMessage) => boolean): Promise<SocketMessage>;
  call(method: 'query' | 'mutation' | 'subscription', path: string, input?: unknown): Promise<SocketMessage>;
  /** Stops reading: what comes waits at the server once the line is full. */
  pause(): void;
  resume(): void;
  /** Resolves with the code when the server has ended it. */
  closed: Promise<number>;
  close(): void;
}

/** @throws Error with the status where the upgrade is refused, `refused with 403` */
export async function openSocket(url: string, headers: Record<string, string> = {}): Promise<RawSocket> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers });
  const waiting: { fits: (message: SocketMessage) => boolean; take: (message: SocketMessage) => void }[] = [];
  const come: SocketMessage[] = [];
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    if (text === 'PING' || text === 'PONG') return;
    const message = messageSchema.parse(JSON.parse(text));
    const index = waiting.findIndex(({ fits }) => fits(message));
    const [found] = index === -1 ? [] : waiting.splice(index, 1);
    if (found === undefined) come.push(message);
    else found.take(message);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) =>
      reject(new Error(`refused with ${response.statusCode}`)),
    );
  });
  socket.on('error', () => undefined);
  let calls = 0;
  const raw: RawSocket = {
    send: (data) => socket.send(JSON.stringify(data)),
    sendRaw: (data) => socket.send(data),
    next: (fits = () => true) => {
      const index = come.findIndex(fits);
      const [found] = index === -1 ? [] : come.splice(index, 1);
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((take) => waiting.push({ fits, take }));
    },
    call: (method, path, input) => {
      const id = (calls += 1);
      raw.send({ id, method, params: { path, input } });
      return raw.next((message) => message.id === id);
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    closed,
    close: () => socket.close(),
  };
  return raw;
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { summariserTask } from '#server/library/summaries/assignments.ts';
import { EmbeddingsDoor } from './embeddings-door.ts';
import { ModelCall } from './model-call.ts';
import { completionRequestSchema, errorBody, type CompletionRequest } from './model-protocol.ts';
import { play, type Script } from './model-script.ts';

/** How one model is asked and answers. */
export interface ModelDesk {
  /** every completion asked for, oldest first */
  readonly calls: readonly ModelCall[];
  /** How requests are answered from now on; at first with `Hello.` */
  always(script: Script): void;
  /** How the next requests are answered, one script each, before `always` counts again. */
  next(...scripts: Script[]): void;
  /**
   * The oldest call that is answered by hand and was not given out yet; where there is none, the next request, which
   * is then answered by hand whatever was scripted.
   */
  nextCall(): Promise<ModelCall>;
  /** Forgets the calls that have ended: for a server that answers for hours. */
  forget(): void;
}

export interface ModelServer extends AsyncDisposable, ModelDesk {
  /** ends with `/v1`: the value of OPENAI_BASE_URL */
  readonly baseUrl: string;
  /** The model named `smallModel`, with scripts of its own, so that what is asked beside an answer takes none of them. */
  readonly small: ModelDesk;
  /** What is asked so that summaries can be kept, whatever the model's name, with scripts of its own too. */
  readonly summariser: ModelDesk;
  /** the vectors that were asked for, and how they are given out */
  readonly embeddings: EmbeddingsDoor;
  /** Breaks every open connection and stops. */
  close(): Promise<void>;
}

/** The name under which the server's small model is asked. */
export const smallModel = 'small-model';

/**
 * A local server that speaks OpenAI's chat completions, streamed (SSE) and whole, and its embeddings, and misbehaves as
 * told.
 *
 * ```ts
 * await using server = await startModelServer();
 * server.always({ pieces: ['Cells ', 'divide [1].'], delayMs: 20 });
 * server.next({ status: 429, headers: { 'retry-after': '1' } }, { pieces: ['Half'], end: 'cut' });
 * const call = await server.nextCall(); // by hand
 * call.send('One ').send('two.').finish();
 * await call.closed; // only if the client left first
 * ```
 */
export async function startModelServer(): Promise<ModelServer> {
  const main = createDesk({ pieces: ['Hello.'] });
  const small = createDesk({ pieces: ['none'] });
  const summariser = createDesk({ pieces: ['- This is what it says [1].'] });
  const embeddings = new EmbeddingsDoor();
  let asked = 0;
  const answer = (call: ModelCall) => {
    const { model, messages } = call.request;
    const isSummary = messages[0]?.content.startsWith(summariserTask) === true;
    (isSummary ? summariser : model === smallModel ? small : main).answer(call);
  };

  const server = createServer((request, response) => {
    const handled =
      request.method === 'POST' && request.url === '/v1/embeddings'
        ? readBody(request).then((body) => embeddings.answer(body, response))
        : handle(request, response, `chatcmpl-${(asked += 1)}`, answer);
    handled.catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  async function close(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  return {
    baseUrl: `http://127.0.0.1:${portOf(server.address())}/v1`,
    ...main.desk,
    small: small.desk,
    summariser: summariser.desk,
    embeddings,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function createDesk(first: Script): { desk: ModelDesk; answer(call: ModelCall): void } {
  const calls: ModelCall[] = [];
  const untaken: ModelCall[] = [];
  const waiting: ((call: ModelCall) => void)[] = [];
  const queued: Script[] = [];
  let standing = first;
  return {
    answer: (call) => {
      calls.push(call);
      const taker = waiting.shift();
      if (taker) {
        if (queued[0] === 'by hand') queued.shift();
        return taker(call);
      }
      const script = queued.shift() ?? standing;
      if (script === 'by hand') untaken.push(call);
      else void play(script, call);
    },
    desk: {
      calls,
      always: (script) => {
        standing = script;
      },
      next: (...scripts) => {
        queued.push(...scripts);
      },
      nextCall: () => {
        const call = untaken.shift();
        return call ? Promise.resolve(call) : new Promise((resolve) => waiting.push(resolve));
      },
      forget: () => {
        calls.splice(0, calls.length, ...calls.filter((call) => !call.ended));
      },
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the model server has no port');
  return address.port;
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  answer: (call: ModelCall) => void,
): Promise<void> {
  if (request.method === 'POST' && request.url === '/v1/chat/completions') {
    const body = await readRequest(request);
    if (body) answer(new ModelCall(id, body, request.headers, response));
    else refuse(response, 400, 'The request is not a chat completion.');
    return;
  }
  if (request.method === 'GET' && request.url === '/v1/models') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ object: 'list', data: [] }));
    return;
  }
  refuse(response, 404, 'There is nothing here.');
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) if (Buffer.isBuffer(part)) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

async function readRequest(request: IncomingMessage): Promise<CompletionRequest | null> {
  const body = await readBody(request);
  try {
    return completionRequestSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(errorBody(message, 'invalid_request_error', null)));
}

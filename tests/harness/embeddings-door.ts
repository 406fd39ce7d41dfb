import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { embedLocally } from './local-embedder.ts';
import type { ErrorAnswer } from './model-call.ts';
import { errorBody } from './model-protocol.ts';

const requestSchema = z.object({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string().min(1)).min(1).max(2_048)]),
  encoding_format: z.enum(['float', 'base64']).default('float'),
});

/** A request for vectors. */
export interface EmbeddingCall {
  model: string;
  texts: string[];
  /** Resolves when the client closed the connection before it was answered; else never. */
  closed: Promise<void>;
}

/** How a request for vectors is answered. */
export type EmbeddingScript = ErrorAnswer | 'silence' | 'vectors';

/** The part of the model server that speaks OpenAI's embeddings: by the local embedder, or as told. */
export class EmbeddingsDoor {
  readonly calls: EmbeddingCall[] = [];
  readonly #queued: EmbeddingScript[] = [];
  #standing: EmbeddingScript = 'vectors';

  always(script: EmbeddingScript): void {
    this.#standing = script;
  }

  next(...scripts: EmbeddingScript[]): void {
    this.#queued.push(...scripts);
  }

  answer(body: string, response: ServerResponse): void {
    const { model, input, encoding_format: encoding } = requestSchema.parse(JSON.parse(body));
    const texts = typeof input === 'string' ? [input] : input;
    const closed = Promise.withResolvers<void>();
    response.once('close', () => {
      if (!response.writableFinished) closed.resolve();
    });
    this.calls.push({ model, texts, closed: closed.promise });
    const script = this.#queued.shift() ?? this.#standing;
    if (script === 'silence') return;
    if (script !== 'vectors') {
      const { status, message = `error ${status}`, type = 'test_error', code = null, headers = {} } = script;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(errorBody(message, type, code)));
      return;
    }
    const data = texts.map((text, index) => {
      const vector = embedLocally(model, text);
      const embedding = encoding === 'float' ? [...vector] : Buffer.from(vector.buffer).toString('base64');
      return { object: 'embedding', index, embedding };
    });
    const tokens = Math.ceil(texts.join('').length / 4);
    response.writeHead(200, { 'content-type': 'application/json' });
    // any order will do: `index` says which is which
    response.end(
      JSON.stringify({
        object: 'list',
        model,
        data: data.toReversed(),
        usage: { prompt_tokens: tokens, total_tokens: tokens },
      }),
    );
  }
}

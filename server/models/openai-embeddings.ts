import { setTimeout as sleep } from 'node:timers/promises';
import { OpenAIClient } from '@langchain/openai';
import { z } from 'zod';
import { throwIfAborted } from './aborted.ts';
import type { Embedded, Embedder } from './embedder.ts';
import { batchesOf, tokensOf } from './embedding-batches.ts';
import { toUnitLength } from './unit-vector.ts';
import { readUpstreamError, unavailable } from './upstream-error.ts';

export interface OpenAiEmbeddingsOptions {
  /** left out where the server asks for none */
  apiKey?: string | undefined;
  baseUrl?: string | undefined;
  model: string;
  /** the longest that one request may take */
  timeoutMs?: number;
  /** before the first repetition; doubled with each */
  backoffMs?: number;
  /** the longest wait before a repetition; what the upstream asks for is cut to it */
  maxRetryWaitMs?: number;
}

const repetitions = 3;

/** A model behind OpenAI's embeddings API. Rate limits, upstream errors and broken lines are tried again. */
export function createOpenAiEmbedder({
  apiKey,
  baseUrl,
  model,
  timeoutMs = 30_000,
  backoffMs = 500,
  maxRetryWaitMs = 10_000,
}: OpenAiEmbeddingsOptions): Embedder {
  const client = new OpenAIClient({
    apiKey: apiKey ?? 'none',
    // always said, or the client may take another from the environment
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
  });

  const request = async (input: string[], signal: AbortSignal): Promise<Embedded> => {
    const { data, usage } = await client.embeddings.create({ model, input }, { signal });
    const vectors = data.toSorted((one, other) => one.index - other.index).map(({ embedding }) => embedding);
    const dimension = vectors[0]?.length ?? 0;
    if (vectors.length !== input.length || dimension === 0 || vectors.some(({ length }) => length !== dimension))
      throw unavailable('not a vector for each text');
    const reported = z.object({ total_tokens: z.number().min(1) }).safeParse(usage);
    return {
      vectors: vectors.map(toUnitLength),
      tokens: reported.success ? reported.data.total_tokens : tokensOf(input),
    };
  };

  const persist = async (input: string[], signal: AbortSignal): Promise<Embedded> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await request(input, signal);
      } catch (error) {
        throwIfAborted(signal);
        const meaning = readUpstreamError(error);
        const isPassing = meaning.kind === 'rate limit' || mayPass(error);
        if (!isPassing || attempt === repetitions) {
          throw meaning.kind === 'failure' ? meaning.failure : unavailable(error);
        }
        const asked = meaning.kind === 'rate limit' ? meaning.retryAfterMs : null;
        const wanted = asked ?? backoffMs * 2 ** attempt * (1 + Math.random());
        await sleep(Math.min(wanted, maxRetryWaitMs), undefined, { signal }).catch(() => undefined);
        throwIfAborted(signal);
      }
    }
  };

  return {
    model,
    embed: async (texts, signal) => {
      throwIfAborted(signal);
      const embedded: Embedded = { vectors: [], tokens: 0 };
      for (const batch of batchesOf(texts)) {
        const { vectors, tokens } = await persist(batch, signal);
        embedded.vectors.push(...vectors);
        embedded.tokens += tokens;
      }
      return embedded;
    },
  };
}

const statusSchema = z.object({ status: z.number() });

/** Whether the same request may succeed in a while: the upstream had an error of its own, or there was no line to it. */
function mayPass(error: unknown): boolean {
  const parsed = statusSchema.safeParse(error);
  return parsed.success ? parsed.data.status >= 500 || parsed.data.status === 408 : error instanceof Error;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { ChatOpenAI } from '@langchain/openai';
import { Failure } from '#shared/failure.ts';
import { throwIfAborted } from './aborted.ts';
import type { ChatModel, ModelEnd, ModelRequest } from './chat-model.ts';
import { streamLangChain, type Step } from './langchain.ts';
import { modelRefused, readUpstreamError, unavailable } from './upstream-error.ts';
import { Watchdog } from './watchdog.ts';

export interface OpenAiOptions {
  /** left out where the server asks for none */
  apiKey?: string | undefined;
  baseUrl?: string | undefined;
  model: string;
  /** how long to wait for the next chunk, the first one too */
  idleTimeoutMs: number;
  /** the longest wait before a retry after a rate limit; what the upstream asks for is cut to it */
  maxRetryWaitMs?: number;
  /** how requests go out; the place to change the stream before the client parses it */
  fetch?: typeof fetch;
}

const rateLimitRetries = 2;
/** After its finish reason only the usage is still to come; an answer does not wait longer for it. */
const usageWaitMs = 2_000;
/** An answer that begins with more blanks than this is none; in characters. */
const mostBlanks = 2_000;

/** A model behind OpenAI's chat completions API. */
export function createOpenAiModel(options: OpenAiOptions): ChatModel {
  const { maxRetryWaitMs = 5_000 } = options;
  const clientFor = createClients(options);
  return {
    name: options.model,
    isExtractive: false,
    async *stream(request) {
      for (let attempt = 0; ; attempt += 1) {
        const progress = { begun: false };
        try {
          return yield* streamOnce(clientFor(request.maxOutput), options, request, progress);
        } catch (error) {
          throwIfAborted(request.signal);
          if (error instanceof Failure) throw error;
          const meaning = readUpstreamError(error);
          if (meaning.kind === 'failure') throw meaning.failure;
          if (progress.begun || attempt === rateLimitRetries) throw unavailable(error);
          const wanted = meaning.retryAfterMs ?? 500 * 2 ** attempt * (1 + Math.random());
          await sleep(Math.min(wanted, maxRetryWaitMs), undefined, { signal: request.signal }).catch(() => undefined);
          throwIfAborted(request.signal);
        }
      }
    },
  };
}

async function* streamOnce(
  client: ChatOpenAI,
  { idleTimeoutMs }: OpenAiOptions,
  request: ModelRequest,
  progress: { begun: boolean },
): AsyncGenerator<string, ModelEnd> {
  using watchdog = new Watchdog(request.signal);
  const steps: AsyncIterator<Step, void> = streamLangChain(client, request.messages, watchdog.signal);
  let finish: string | null = null;
  let usage: ModelEnd['usage'] = null;
  let blank = '';
  try {
    for (;;) {
      const step: IteratorResult<Step, void> = await watchdog.wait(
        steps.next(),
        finish === null ? idleTimeoutMs : Math.min(idleTimeoutMs, usageWaitMs),
      );
      if (step.done) break;
      finish = step.value.finish ?? finish;
      usage = step.value.usage ?? usage;
      if (finish === 'content_filter') throw modelRefused('finish_reason content_filter');
      const { text } = step.value;
      if (progress.begun || text.trim() !== '') {
        progress.begun = true;
        const whole = blank + text;
        blank = '';
        if (whole !== '') yield whole;
      } else {
        blank += text;
        if (blank.length > mostBlanks) throw unavailable('blanks without a word');
      }
    }
  } catch (error) {
    // The text is whole once the model has said why it ended; only the usage can be missing.
    if (finish === 'content_filter' || request.signal.aborted) throw error;
    if (finish === null) throw watchdog.timedOut ? unavailable('silence') : error;
  }
  throwIfAborted(request.signal);
  if (finish === null) throw unavailable(watchdog.timedOut ? 'silence' : 'end without finish_reason');
  if (!progress.begun) throw unavailable('empty answer');
  return { finish: finish === 'length' ? 'length' : 'stop', usage };
}

/** Clients by the tokens that an answer may have: making one takes a millisecond, and all requests can share it. */
function createClients({ apiKey, baseUrl, model, fetch }: OpenAiOptions): (maxTokens: number) => ChatOpenAI {
  const clients = new Map<number, ChatOpenAI>();
  return (maxTokens) => {
    const known = clients.get(maxTokens);
    if (known !== undefined) return known;
    const client = new ChatOpenAI({
      apiKey: apiKey ?? 'none',
      model,
      maxTokens,
      maxRetries: 0,
      streamUsage: true,
      configuration: {
        // always said, or LangChain may take another from the environment
        baseURL: baseUrl ?? 'https://api.openai.com/v1',
        // it would print pieces of answers
        logLevel: 'off',
        ...(fetch ? { fetch } : {}),
      },
    });
    clients.set(maxTokens, client);
    return client;
  };
}

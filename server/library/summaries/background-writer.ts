import { Failure } from '#shared/failure.ts';
import { throwIfAborted } from '#server/models/aborted.ts';
import type { ChatModel } from '#server/models/chat-model.ts';
import type { TokenBucket } from '#server/quota/token-bucket.ts';
import { waitForTokens } from '#server/quota/wait-for-tokens.ts';
import { charsAtOnce, silent, type Writer } from './writer.ts';

interface Background {
  model: ChatModel;
  /** null where the model's calls take no tokens of the installation's minute */
  bucket: TokenBucket | null;
  /** how long a call waits for its tokens, in milliseconds */
  waitMs: number;
}

/** What is left of the minute's tokens for people's questions. */
const spare = 0.25;

/** A way to a model for work that nobody waits for. @throws Failure BUSY where the minute's tokens do not free in time */
export function createBackgroundWriter({ model, bucket, waitMs }: Background, signal: AbortSignal): Writer<never> {
  return {
    name: model.name,
    charsAtOnce: charsAtOnce(bucket?.limit ?? null),
    ask: silent(async ({ messages, maxOutput }) => {
      const promptTokens = tokensOf(messages.reduce((sum, { content }) => sum + content.length, 0));
      const tokens = promptTokens + maxOutput;
      if (bucket && tokens > bucket.limit) throw new Failure('CONTEXT_TOO_LARGE', 'More than a whole minute allows.');
      const correct = await waitForTokens(bucket, tokens, { waitMs, spare }, signal);
      if (correct === null) throw new Failure('BUSY', 'The minute’s tokens are used.');
      let used = { input: 0, output: 0 };
      try {
        used.input = promptTokens;
        let text = '';
        const stream = model.stream({ messages, maxOutput, signal });
        let step = await stream.next();
        for (; step.done !== true; step = await stream.next()) {
          text += step.value;
          used.output = tokensOf(text.length);
        }
        used = step.value.usage ?? used;
        throwIfAborted(signal);
        return { text, tokens: used };
      } finally {
        void correct(used.input + used.output);
      }
    }),
  };
}

const tokensOf = (chars: number): number => Math.ceil(chars / 4);

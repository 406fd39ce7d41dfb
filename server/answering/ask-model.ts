import type { Route } from '#shared/turn.ts';
import { throwIfAborted } from '#server/models/aborted.ts';
import type { ChatModel, ModelEnd, ModelMessage, ModelTask } from '#server/models/chat-model.ts';
import { Failure } from '#shared/failure.ts';
import type { AnswerEnd, AnswerEvent } from './answer.ts';
import { answerChars, estimateTokens } from './budget.ts';
import { takeTokens, type TokenSupply } from './token-supply.ts';
import { tooLarge } from './too-large.ts';

/** One call to a model within a run. */
export interface ModelCall {
  /** whose words an error takes */
  route: Route;
  model: ChatModel;
  messages: readonly ModelMessage[];
  /** what is asked for, where it is no answer */
  task?: ModelTask;
  /** tokens */
  maxOutput: number;
  signal: AbortSignal;
  /** milliseconds to wait for tokens of the minute; left out: as long as the supply says */
  waitMs?: number | undefined;
  /** Asked after every piece: true closes upstream, the text is what came until then. */
  isEnough?: () => boolean;
}

export interface CallEnd {
  finish: ModelEnd['finish'];
  tokens: AnswerEnd['tokens'];
}

/**
 * Asks a model and hands out its text as it comes. Takes the call's tokens from the minute first, and gives back what was
 * not used on every path. Text beyond `answerChars` is cut, with `finish` length.
 *
 * @throws Failure BUSY, CONTEXT_TOO_LARGE (in the words of the route), MODEL_UNAVAILABLE, MODEL_REFUSED; an AbortError
 *         where `signal` was aborted
 */
export async function* askModel(
  supply: TokenSupply | undefined,
  { route, model, messages, task, maxOutput, signal, waitMs, isEnough }: ModelCall,
): AsyncGenerator<AnswerEvent | { type: 'text'; text: string }, CallEnd> {
  const promptTokens = promptTokensOf(messages);
  const correct = yield* takeTokens(supply, { route, tokens: promptTokens + maxOutput, signal, waitMs });
  const stream = model.stream({ messages, task, maxOutput, signal });
  let isAsked = false;
  let chars = 0;
  let end: ModelEnd = { finish: 'stop', usage: null };
  try {
    yield { type: 'asked', model: model.name, promptTokens };
    isAsked = true;
    for (;;) {
      const step = await stream.next();
      if (step.done) {
        end = step.value;
        break;
      }
      const text = step.value.slice(0, answerChars - chars);
      chars += step.value.length;
      if (text !== '') yield { type: 'text', text };
      if (isEnough?.() === true) break;
      if (chars > answerChars) {
        end = { finish: 'length', usage: null };
        break;
      }
    }
  } catch (error) {
    throw inWordsOfTheMode(route, error);
  } finally {
    await stream.return(end);
    const used = countTokens(promptTokens, chars, end.usage);
    void correct(isAsked ? used.input + used.output : 0);
  }
  throwIfAborted(signal);
  return { finish: end.finish, tokens: countTokens(promptTokens, chars, end.usage) };
}

export const noTokens: AnswerEnd['tokens'] = { input: 0, output: 0, estimated: false };

/** What several calls took together. */
export const sumTokens = (one: AnswerEnd['tokens'], other: AnswerEnd['tokens']): AnswerEnd['tokens'] => ({
  input: one.input + other.input,
  output: one.output + other.output,
  estimated: one.estimated || other.estimated,
});

function countTokens(promptTokens: number, chars: number, usage: ModelEnd['usage']): AnswerEnd['tokens'] {
  if (usage) return { ...usage, estimated: false };
  return { input: promptTokens, output: estimateTokens(chars), estimated: true };
}

const promptTokensOf = (messages: readonly ModelMessage[]): number =>
  estimateTokens(messages.reduce((sum, { content }) => sum + content.length, 0));

function inWordsOfTheMode(route: Route, error: unknown): unknown {
  const isTooLarge = error instanceof Failure && error.app.code === 'CONTEXT_TOO_LARGE';
  return isTooLarge ? tooLarge(route, 'model', error) : error;
}

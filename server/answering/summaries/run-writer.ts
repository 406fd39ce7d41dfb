import type { Route } from '#shared/turn.ts';
import { charsAtOnce, type Writer } from '#server/library/summaries/writer.ts';
import type { AnswerEvent, AnswerRequest } from '../answer.ts';
import { askModel, noTokens } from '../ask-model.ts';
import type { AnsweringParts } from '../parts.ts';

/** How long the calls of a long summary after its first wait for tokens of the minute, in milliseconds. */
export const batchWaitMs = 75_000;

/** A way to the guide model for the steps of a run whose text is not shown; null where it only picks sentences. */
export function createRunWriter(
  { guideModel: model, tokens }: Pick<AnsweringParts, 'guideModel' | 'tokens'>,
  { signal }: AnswerRequest,
  route: Route,
): Writer<AnswerEvent> | null {
  if (model.isExtractive) return null;
  let hasAsked = false;
  return {
    name: model.name,
    charsAtOnce: charsAtOnce(tokens?.bucket.limit ?? null),
    ask: async function* ({ messages, maxOutput }) {
      let text = '';
      const wait = hasAsked ? { waitMs: batchWaitMs } : {};
      hasAsked = true;
      const call = askModel(tokens, { route, model, messages, maxOutput, signal, ...wait });
      let step = await call.next();
      try {
        for (; !step.done; step = await call.next()) {
          if (step.value.type === 'text') text += step.value.text;
          else yield step.value;
        }
      } finally {
        if (!step.done) await call.return({ finish: 'stop', tokens: noTokens });
      }
      yield { type: 'drafted', tokens: step.value.tokens.output };
      return { text, tokens: step.value.tokens };
    },
  };
}

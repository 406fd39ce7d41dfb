import { throwIfAborted } from '#server/models/aborted.ts';
import { timeLimit } from '#server/models/time-limit.ts';
import type { AnswerEnd, AnswerEvent } from './answer.ts';
import { askModel, type ModelCall, noTokens } from './ask-model.ts';
import { estimateTokens } from './budget.ts';
import type { TokenSupply } from './token-supply.ts';

/** A call whose text helps and is not shown: an answer can do without it. */
interface BriefCall extends Omit<ModelCall, 'isEnough'> {
  /** milliseconds within which it must be done, waiting included */
  withinMs: number;
}

interface BriefEnd {
  /** null where the model failed, was too slow, or had no tokens left in this minute */
  text: string | null;
  tokens: AnswerEnd['tokens'];
}

/**
 * Asks a model for a few words. Fails only where the run itself ends.
 *
 * @throws an AbortError where `signal` was aborted
 */
export async function* askBriefly(
  supply: TokenSupply | undefined,
  { withinMs, ...call }: BriefCall,
): AsyncGenerator<AnswerEvent, BriefEnd> {
  using limit = timeLimit(withinMs, call.signal);
  let text = '';
  let input = 0;
  const asking = askModel(supply, { ...call, signal: limit.signal });
  try {
    let step = await asking.next();
    while (!step.done) {
      if (step.value.type === 'text') text += step.value.text;
      if (step.value.type === 'asked') {
        input = step.value.promptTokens;
        yield step.value;
      }
      step = await asking.next();
    }
    yield { type: 'drafted', tokens: step.value.tokens.output };
    return { text: text.trim(), tokens: step.value.tokens };
  } catch {
    throwIfAborted(call.signal);
    const output = estimateTokens(text.length);
    if (output > 0) yield { type: 'drafted', tokens: output };
    return { text: null, tokens: { input, output, estimated: true } };
  } finally {
    // where it was left early it gives its tokens back
    await asking.return({ finish: 'stop', tokens: noTokens });
  }
}

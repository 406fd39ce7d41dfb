import { Failure } from '#shared/failure.ts';
import { detectLanguage } from '#shared/language.ts';
import type { Passage } from '#shared/passage.ts';
import type { Route } from '#shared/turn.ts';
import { throwIfAborted } from '#server/models/aborted.ts';
import type { ChatModel, ModelEnd, ModelMessage } from '#server/models/chat-model.ts';
import type { Retrieval, SearchResult } from '#server/retrieval/retrieval.ts';
import type { AnswerEnd, AnswerEvent, AnswerRequest } from './answer.ts';
import { answerChars, answerTokens, estimateTokens, withinBudget } from './budget.ts';
import { copy } from './copy.ts';
import { Footnotes, type Outflow } from './footnotes.ts';
import { NoAnswerGate } from './no-answer.ts';
import { answerNoHit } from './no-hit.ts';
import { promptFor } from './prompts.ts';
import { takeTokens, type TokenSupply } from './token-supply.ts';
import { tooLarge } from './too-large.ts';

/** What answers are made with. */
export interface AnsweringParts {
  retrieval: Retrieval;
  model: ChatModel;
  /** left out where the model's calls take no tokens of the installation's minute */
  tokens?: TokenSupply | undefined;
}

interface Sources {
  route: 'general_qa' | 'follow_up';
  /** best first; not empty */
  passages: readonly Passage[];
  /** null where no search ran */
  documents: SearchResult['documents'] | null;
}

/** Lets the model answer from passages, with footnotes to them, and adds what the reader must know at the end. */
export async function* writeAnswer(
  { retrieval, model, tokens }: AnsweringParts,
  request: AnswerRequest,
  { route, passages: found, documents }: Sources,
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  const passages = withinBudget(found);
  const messages = promptFor(route, request, passages);
  const gate = new NoAnswerGate();
  const footnotes = new Footnotes((number) => number >= 1 && number <= passages.length);
  const cited: Passage[] = [];
  let modelChars = 0;
  let isBlank = true;

  function* give(flow: Outflow): Generator<AnswerEvent> {
    for (const number of flow.cited) {
      const passage = passages[number - 1];
      if (!passage) throw new Error(`passage ${number} was not offered`);
      cited.push(passage);
      yield { type: 'citation', citation: citationOf(passage, cited.length) };
    }
    if (flow.text === '') return;
    isBlank &&= flow.text.trim() === '';
    yield { type: 'token', text: flow.text };
  }

  const promptTokens = promptTokensOf(messages);
  const { signal } = request;
  const correct = yield* takeTokens(tokens, { route, tokens: promptTokens + answerTokens, signal });
  const stream = model.stream({ messages, maxOutput: answerTokens, signal });
  let isAsked = false;
  let end: ModelEnd = { finish: 'stop', usage: null };
  try {
    yield { type: 'status', stage: 'writing', route };
    yield { type: 'asked', model: model.name, promptTokens };
    isAsked = true;
    while (!gate.refused) {
      const step = await stream.next();
      if (step.done) {
        end = step.value;
        break;
      }
      const text = gate.push(step.value.slice(0, answerChars - modelChars));
      modelChars += step.value.length;
      if (text !== '') yield* give(footnotes.push(text));
      if (modelChars > answerChars) {
        end = { finish: 'length', usage: null };
        break;
      }
    }
  } catch (error) {
    throw inWordsOfTheMode(route, error);
  } finally {
    await stream.return(end);
    const used = countTokens(promptTokens, modelChars, end.usage);
    void correct(isAsked ? used.input + used.output : 0);
  }
  throwIfAborted(signal);

  const asked = { route, model: model.name, tokens: countTokens(promptTokens, modelChars, end.usage) };
  if (gate.refused) return yield* answerNoHit(retrieval, request, documents, asked);

  yield* give(footnotes.push(gate.end()));
  yield* give(footnotes.end());
  if (isBlank) throw new Failure('MODEL_UNAVAILABLE', 'The model gave no answer. Please try again.');

  const says = copy[detectLanguage(request.question)];
  const closing: string[] = [];
  if (end.finish === 'length') closing.push(says.cutShort);
  if (route === 'general_qa' && cited.length === 0) closing.push(says.noSource);
  if (documents && documents.reading > 0) closing.push(says.othersReading(documents.reading));
  const fence = footnotes.openFence;
  if (closing.length > 0) {
    yield { type: 'token', text: `${fence === '' ? '' : `\n${fence}`}\n\n${closing.join(' ')}` };
  }
  return { ...asked, outcome: 'answered', suggestions: [] };
}

const citationOf = ({ text, ...passage }: Passage, number: number) => ({
  ...passage,
  number,
  quote: text,
  gone: false,
});

function countTokens(promptTokens: number, modelChars: number, usage: ModelEnd['usage']) {
  if (usage) return { ...usage, estimated: false };
  return { input: promptTokens, output: estimateTokens(modelChars), estimated: true };
}

const promptTokensOf = (messages: readonly ModelMessage[]): number =>
  estimateTokens(messages.reduce((sum, { content }) => sum + content.length, 0));

function inWordsOfTheMode(route: Route, error: unknown): unknown {
  const isTooLarge = error instanceof Failure && error.app.code === 'CONTEXT_TOO_LARGE';
  return isTooLarge ? tooLarge(route, 'model', error) : error;
}

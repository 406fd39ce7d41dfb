import { Failure } from '#shared/failure.ts';
import { detectLanguage } from '#shared/language.ts';
import type { Passage } from '#shared/passage.ts';
import type { Route } from '#shared/turn.ts';
import type { ChatModel, ModelMessage } from '#server/models/chat-model.ts';
import type { SearchResult } from '#server/retrieval/retrieval.ts';
import type { AnswerEnd, AnswerEvent, AnswerRequest } from './answer.ts';
import { askModel, noTokens, sumTokens } from './ask-model.ts';
import { answerTokens } from './budget.ts';
import { copy } from './copy.ts';
import { Footnotes, type Outflow } from './footnotes.ts';
import { NoAnswerGate } from './no-answer.ts';
import { answerNoHit } from './no-hit.ts';
import type { AnsweringParts } from './parts.ts';
import { whatIsRead } from './what-is-read.ts';

/** An answer that is to be written. */
export interface Writing {
  route: Route;
  model: ChatModel;
  /** what the model gets; it cites the passages by their place in `passages`, from 1 */
  messages: readonly ModelMessage[];
  passages: readonly Passage[];
  /** what was searched; null where no search ran */
  documents: SearchResult['documents'] | null;
  /** tokens that the answer may have */
  maxOutput?: number;
  /** milliseconds to wait for tokens of the minute; left out: as long as the supply says */
  waitMs?: number | undefined;
  /** what calls before this one took */
  before?: AnswerEnd['tokens'];
}

/** Lets the model answer from passages, with footnotes to them, and adds what the reader must know at the end. */
export async function* writeAnswer(
  { retrieval, tokens: supply }: Pick<AnsweringParts, 'retrieval' | 'tokens'>,
  request: AnswerRequest,
  { route, model, messages, passages, documents, maxOutput = answerTokens, waitMs, before = noTokens }: Writing,
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  const gate = new NoAnswerGate();
  const footnotes = new Footnotes((number) => number >= 1 && number <= passages.length);
  const cited: Passage[] = [];
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

  const { signal } = request;
  const call = askModel(supply, { route, model, messages, maxOutput, signal, waitMs, isEnough: () => gate.refused });
  let step = await call.next();
  try {
    while (!step.done) {
      if (step.value.type === 'asked') {
        yield { type: 'status', stage: 'writing', route, detail: whatIsRead(passages) };
      }
      if (step.value.type !== 'text') yield step.value;
      else {
        const text = gate.push(step.value.text);
        if (text !== '') yield* give(footnotes.push(text));
      }
      step = await call.next();
    }
  } finally {
    if (!step.done) await call.return(nothingAsked);
  }
  const { finish, tokens } = step.value;

  const asked = { route, model: model.name, tokens: sumTokens(before, tokens) };
  if (gate.refused) return yield* answerNoHit(retrieval, request, documents, asked);

  yield* give(footnotes.push(gate.end()));
  yield* give(footnotes.end());
  if (isBlank) throw new Failure('MODEL_UNAVAILABLE', 'The model gave no answer. Please try again.');

  const says = copy[detectLanguage(request.question)];
  const closing: string[] = [];
  if (finish === 'length') closing.push(says.cutShort);
  if (route === 'general_qa' && cited.length === 0) closing.push(says.noSource);
  if (documents && documents.reading > 0) closing.push(says.othersReading(documents.reading));
  const fence = footnotes.openFence;
  if (closing.length > 0) {
    yield { type: 'token', text: `${fence === '' ? '' : `\n${fence}`}\n\n${closing.join(' ')}` };
  }
  return { ...asked, outcome: 'answered', suggestions: [] };
}

const nothingAsked = { finish: 'stop', tokens: noTokens } as const;

const citationOf = ({ text, ...passage }: Passage, number: number) => ({
  ...passage,
  number,
  quote: text,
  gone: false,
});

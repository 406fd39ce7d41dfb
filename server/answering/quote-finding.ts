import { detectLanguage } from '#shared/language.ts';
import { throwIfAborted } from '#server/models/aborted.ts';
import type { AnswerEnd, AnswerEvent, AnswerRequest } from './answer.ts';
import { askModel, noTokens, sumTokens } from './ask-model.ts';
import { withinBudget } from './budget.ts';
import { copy } from './copy.ts';
import { findPassages } from './find-passages.ts';
import { NoAnswerGate } from './no-answer.ts';
import { answerNoHit } from './no-hit.ts';
import type { AnsweringParts } from './parts.ts';
import { quotePrompt } from './quotes/prompt.ts';
import { quoteCopy } from './quotes/quote-copy.ts';
import { openQuoteFinder } from './quotes/quote-finder.ts';
import { ProposalReader } from './quotes/read-proposals.ts';
import { mostQuotations, ShownQuotations } from './quotes/shown-quotations.ts';
import type { RouteDecision } from './route.ts';

const route = 'quote_finding';
const passageCount = 20;
/** tokens: five proposals of sixty words, and an explanation */
const maxOutput = 1_000;
const suggestionCount = 3;
/** What more than this is proposed is not looked for. */
const mostProposals = 12;

/**
 * Shows up to three quotations, each verified against its page before anything of it goes out. Asks what it should be
 * about where the request names nothing, and to narrow the topic where no proposal stands in the source.
 */
export async function* quoteFinding(
  parts: AnsweringParts,
  request: AnswerRequest,
  { topic }: Pick<RouteDecision, 'topic'>,
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  if (topic.length === 0) {
    return yield* answerNeedsContext(parts, request, ['askTopic'], { route, model: null, tokens: noTokens });
  }
  const wanted = { route, query: topic.join(' '), count: passageCount } as const;
  const { passages: found, documents, tokens: before } = yield* findPassages(parts, request, wanted);
  if (found.length === 0) {
    return yield* answerNoHit(parts.retrieval, request, documents, { route, model: null, tokens: before });
  }
  const { model, signal } = { ...parts, ...request };
  const passages = withinBudget(found);
  const find = await openQuoteFinder(parts.retrieval, request.scope, passages);
  throwIfAborted(signal);

  const gate = new NoAnswerGate();
  const reader = new ProposalReader();
  const shown = new ShownQuotations(request.question);
  let tried = 0;
  async function* show(proposals: ReturnType<ProposalReader['push']>): AsyncGenerator<AnswerEvent> {
    for (const proposal of proposals) {
      tried += 1;
      if (shown.count >= mostQuotations || tried > mostProposals) return;
      const quotation = await find(proposal);
      throwIfAborted(signal);
      if (quotation !== null) yield* shown.show(quotation);
    }
  }
  const isExplained = request.source === 'chrome_extension';
  const isWhole = (): boolean => !isExplained && shown.count >= mostQuotations;
  const isEnough = (): boolean => gate.refused || isWhole();

  const messages = quotePrompt(request, passages);
  const call = askModel(parts.tokens, { route, model, messages, task: 'quotes', maxOutput, signal, isEnough });
  let step = await call.next();
  try {
    while (!step.done) {
      if (step.value.type === 'asked') yield { type: 'status', stage: 'writing', route };
      if (step.value.type === 'text') yield* show(reader.push(gate.push(step.value.text)));
      else yield step.value;
      step = await call.next();
    }
  } finally {
    if (!step.done) await call.return({ finish: 'stop', tokens: noTokens });
  }
  const { finish, tokens } = step.value;
  const asked = { route, model: model.name, tokens: sumTokens(before, tokens) } as const;
  if (gate.refused) return yield* answerNoHit(parts.retrieval, request, documents, asked);
  yield* show([...reader.push(gate.end()), ...reader.end()]);
  const says = copy[detectLanguage(request.question)];
  const stillReading = documents.reading > 0 ? [says.othersReading(documents.reading)] : [];
  if (shown.count === 0) return yield* answerNeedsContext(parts, request, ['narrow', ...stillReading], asked);

  if (isExplained) yield* shown.explain(reader.explanation);
  const closing = [...(finish === 'length' && !isWhole() ? [says.cutShort] : []), ...stillReading];
  if (closing.length > 0) yield { type: 'token', text: `\n\n${closing.join(' ')}` };
  return { ...asked, outcome: 'answered', suggestions: [] };
}

/** Asks back, and offers topics from the documents in scope. */
async function* answerNeedsContext(
  { retrieval }: AnsweringParts,
  { question, scope, signal }: AnswerRequest,
  [says, ...more]: readonly ['askTopic' | 'narrow', ...string[]],
  asked: Pick<AnswerEnd, 'route' | 'model' | 'tokens'>,
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  const suggestions = await retrieval.refinements(scope, question, suggestionCount);
  throwIfAborted(signal);
  yield { type: 'token', text: [quoteCopy[detectLanguage(question)][says], ...more].join(' ') };
  return { ...asked, outcome: 'needs_context', suggestions };
}

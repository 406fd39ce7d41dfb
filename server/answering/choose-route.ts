import type { AnswerEnd, AnswerEvent, AnswerRequest } from './answer.ts';
import { noTokens } from './ask-model.ts';
import { conversationOf } from './conversation.ts';
import type { AnsweringParts } from './parts.ts';
import { decideRoute, type RouteDecision } from './route.ts';
import { breakTie } from './tie-break.ts';

interface ChosenRoute {
  decision: RouteDecision;
  /** what the small model took; nothing where the rules were certain */
  tokens: AnswerEnd['tokens'];
}

/**
 * Which way a question goes: by rules, and where they see several ways by the small model, if there is one. The rules'
 * own verdict stands wherever it does not answer in time, or not with one of the candidates.
 *
 * @throws an AbortError where the request's signal was aborted
 */
export async function* chooseRoute(
  parts: AnsweringParts,
  request: AnswerRequest,
): AsyncGenerator<AnswerEvent, ChosenRoute> {
  const conversation = conversationOf(request.history);
  const decision = decideRoute(request.question, conversation);
  if (decision.candidates.length < 2) return { decision, tokens: noTokens };
  const lastQuestion = conversation.last?.question ?? null;
  const { route, tokens } = yield* breakTie(parts, request, decision.candidates, lastQuestion);
  return { decision: { ...decision, route: route ?? decision.route }, tokens };
}

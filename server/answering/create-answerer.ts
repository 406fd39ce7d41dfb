import type { Route } from '#shared/turn.ts';
import type { AnswerEnd, Answerer, AnswerEvent, AnswerRequest } from './answer.ts';
import { sumTokens } from './ask-model.ts';
import { chooseRoute } from './choose-route.ts';
import { followUp } from './follow-up.ts';
import { generalQa } from './general-qa.ts';
import { quoteFinding } from './quote-finding.ts';
import type { RouteDecision } from './route.ts';
import type { AnsweringParts } from './parts.ts';
import { studyGuide } from './study-guide.ts';
import { summarize } from './summary.ts';

type RouteAnswerer = (
  parts: AnsweringParts,
  request: AnswerRequest,
  decision: RouteDecision,
) => AsyncGenerator<AnswerEvent, AnswerEnd>;

/** Who answers what. */
const answerers: Record<Route, RouteAnswerer> = {
  general_qa: generalQa,
  follow_up: followUp,
  quote_finding: quoteFinding,
  study_guide: studyGuide,
  summary: summarize,
};

/** Answers questions from what `retrieval` offers, in the words of `model`. */
export function createAnswerer(parts: AnsweringParts): Answerer {
  return async function* answer(request) {
    yield { type: 'status', stage: 'routing' };
    const { decision, tokens } = yield* chooseRoute(parts, request);
    const end = yield* answerers[decision.route](parts, request, decision);
    return { ...end, tokens: sumTokens(tokens, end.tokens) };
  };
}

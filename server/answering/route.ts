import { contentWords, sameStem, topicWords } from '#shared/language.ts';
import type { Route } from '#shared/turn.ts';
import { asksForDefinition, routeRules } from './route-rules.ts';

export interface RouteDecision {
  route: Route;
  /** the words that say what the question is about, folded; empty where it says so only by what came before */
  topic: readonly string[];
  /** the topic is not the last question's */
  newTopic: boolean;
}

/**
 * Decides by rules which way a question goes. A question without a topic of its own goes on from the last answer.
 *
 * @param lastQuestion the question that the last answer was given to; null where there is no earlier answer
 */
export function decideRoute(question: string, lastQuestion: string | null): RouteDecision {
  const text = question.normalize('NFC').replaceAll('’', "'");
  const topic = topicWords(question);
  const known = lastQuestion === null ? [] : contentWords(lastQuestion);
  const newTopic = topic.some((word) => !known.some((other) => sameStem(word, other)));
  const fired = routeRules.find(({ fires }) => fires.test(text))?.route;
  if (fired !== undefined && fired !== 'follow_up') return { route: fired, topic, newTopic };
  const goesOn =
    lastQuestion !== null && (fired === 'follow_up' || (topic.length === 0 && !asksForDefinition.test(text)));
  return { route: goesOn ? 'follow_up' : 'general_qa', topic, newTopic };
}

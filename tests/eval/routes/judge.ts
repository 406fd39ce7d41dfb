import { conversationOf } from '#server/answering/conversation.ts';
import { decideRoute, type RouteDecision } from '#server/answering/route.ts';
import type { Utterance } from './read-set.ts';

export interface Judged extends Utterance {
  decision: RouteDecision;
  isRight: boolean;
  /** null where neither its topic nor what it is about was labelled */
  isTopicRight: boolean | null;
}

/** Lets the rules decide on each utterance, without a model. */
export const judge = (set: readonly Utterance[]): Judged[] =>
  set.map((utterance) => {
    const decision = decideRoute(utterance.text, conversationOf(utterance.history));
    return {
      ...utterance,
      decision,
      isRight: decision.route === utterance.route,
      isTopicRight: judgeTopic(utterance, decision),
    };
  });

function judgeTopic({ newTopic, topic, subject }: Utterance, decision: RouteDecision): boolean | null {
  const seen: boolean[] = [];
  if (newTopic !== undefined) seen.push(decision.newTopic === newTopic);
  if (topic !== undefined) seen.push(decision.topic.join(' ') === topic.join(' '));
  if (subject !== undefined) seen.push(decision.subject === subject);
  return seen.length === 0 ? null : seen.every(Boolean);
}

/** The share of what holds, 0..1. */
export const shareOf = <T>(all: readonly T[], holds: (one: T) => boolean): number =>
  all.length === 0 ? 1 : all.filter(holds).length / all.length;

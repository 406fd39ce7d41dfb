import { contentWords } from '#shared/language.ts';
import type { Outcome, Route } from '#shared/turn.ts';
import type { HistoryTurn } from './answer.ts';

/** What matters of the turns before for the way that a question goes. */
export interface Conversation {
  /** the last turn that has an answer; null where there is none */
  last: { question: string; route: Route; outcome: Outcome } | null;
  /** what the talk is about: content words of the last question, and of those that it followed up; folded */
  known: readonly string[];
}

/** Oldest first. */
export function conversationOf(history: readonly HistoryTurn[]): Conversation {
  const known: string[] = [];
  let last: Conversation['last'] = null;
  for (const { question, answer } of history.toReversed()) {
    if (answer === null) continue;
    last ??= { question, route: answer.route, outcome: answer.outcome };
    known.push(...contentWords(question));
    if (answer.route !== 'follow_up') break;
  }
  return { last, known };
}

import type { AnswerEnd, AnswerEvent, AnswerRequest } from './answer.ts';
import { findPassages } from './find-passages.ts';
import { answerNoHit } from './no-hit.ts';
import type { AnsweringParts } from './parts.ts';
import { answerTask, goOnTask, promptFor, type Task } from './prompts.ts';
import { withinBudget } from './budget.ts';
import { writeAnswer, type Writing } from './write-answer.ts';

const passageCount = 12;

type SearchRoute = 'general_qa' | 'follow_up';
const tasks: Record<SearchRoute, Task> = { general_qa: answerTask, follow_up: goOnTask };

/** Searches, and answers from what was found only. */
export const generalQa = (parts: AnsweringParts, request: AnswerRequest): AsyncGenerator<AnswerEvent, AnswerEnd> =>
  searchAndAnswer(parts, request, { route: 'general_qa', query: request.question, count: passageCount });

export async function* searchAndAnswer(
  parts: AnsweringParts,
  request: AnswerRequest,
  { route, query, count }: { route: SearchRoute; query: string; count: number },
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  const { passages, documents, tokens } = yield* findPassages(parts, request, { route, query, count });
  if (passages.length === 0)
    return yield* answerNoHit(parts.retrieval, request, documents, { route, model: null, tokens });
  return yield* answerFrom(parts, request, { route, passages, documents, before: tokens });
}

/** Answers, or goes on, from passages in hand: the best of them that fit. */
export function answerFrom(
  parts: AnsweringParts,
  request: AnswerRequest,
  { passages: found, ...writing }: { route: SearchRoute } & Pick<Writing, 'passages' | 'documents' | 'before'>,
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  const passages = withinBudget(found);
  const messages = promptFor(tasks[writing.route], request, passages);
  return writeAnswer(parts, request, { ...writing, model: parts.model, messages, passages });
}

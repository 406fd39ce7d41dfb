import { throwIfAborted } from '#server/models/aborted.ts';
import type { AnswerEnd, AnswerEvent, AnswerRequest } from './answer.ts';
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
  yield { type: 'status', stage: 'searching', route };
  const { passages, documents } = await parts.retrieval.search(request.scope, query, count);
  throwIfAborted(request.signal);
  if (passages.length === 0) {
    const tokens = { input: 0, output: 0, estimated: false };
    return yield* answerNoHit(parts.retrieval, request, documents, { route, model: null, tokens });
  }
  return yield* answerFrom(parts, request, { route, passages, documents });
}

/** Answers, or goes on, from passages in hand: the best of them that fit. */
export function answerFrom(
  parts: AnsweringParts,
  request: AnswerRequest,
  { route, passages: found, documents }: { route: SearchRoute } & Pick<Writing, 'passages' | 'documents'>,
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  const passages = withinBudget(found);
  const messages = promptFor(tasks[route], request, passages);
  return writeAnswer(parts, request, { route, model: parts.model, messages, passages, documents });
}

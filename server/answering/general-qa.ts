import { throwIfAborted } from '#server/models/aborted.ts';
import type { AnswerEnd, AnswerEvent, AnswerRequest } from './answer.ts';
import { answerNoHit } from './no-hit.ts';
import { writeAnswer, type AnsweringParts } from './write-answer.ts';

const passageCount = 12;

/** Searches, and answers from what was found only. */
export const generalQa = (parts: AnsweringParts, request: AnswerRequest): AsyncGenerator<AnswerEvent, AnswerEnd> =>
  searchAndAnswer(parts, request, { route: 'general_qa', query: request.question, count: passageCount });

export async function* searchAndAnswer(
  parts: AnsweringParts,
  request: AnswerRequest,
  { route, query, count }: { route: 'general_qa' | 'follow_up'; query: string; count: number },
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  yield { type: 'status', stage: 'searching', route };
  const { passages, documents } = await parts.retrieval.search(request.scope, query, count);
  throwIfAborted(request.signal);
  if (passages.length === 0) {
    const tokens = { input: 0, output: 0, estimated: false };
    return yield* answerNoHit(parts.retrieval, request, documents, { route, model: null, tokens });
  }
  return yield* writeAnswer(parts, request, { route, passages, documents });
}

import { topicWords } from '#shared/language.ts';
import { throwIfAborted } from '#server/models/aborted.ts';
import type { AnswerEnd, AnswerEvent, AnswerRequest, HistoryTurn } from './answer.ts';
import { answerFrom, searchAndAnswer } from './general-qa.ts';
import type { AnsweringParts } from './parts.ts';
import type { RouteDecision } from './route.ts';

const passageCount = 10;
const historyWords = 12;

/**
 * Goes on from the last answer with the passages that it cited, without a search. Searches where the question names a
 * new topic, or where there is nothing to reuse.
 */
export async function* followUp(
  parts: AnsweringParts,
  request: AnswerRequest,
  { topic, newTopic }: Pick<RouteDecision, 'topic' | 'newTopic'>,
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  const route = 'follow_up';
  if (!newTopic) {
    const cited = request.history.findLast(({ answer }) => answer !== null)?.answer?.citations ?? [];
    const ids = [...new Set(cited.map(({ passageId }) => passageId))];
    const passages = ids.length > 0 ? await parts.retrieval.passages(request.scope, ids) : [];
    throwIfAborted(request.signal);
    if (passages.length > 0) {
      yield { type: 'status', stage: 'reading', route };
      return yield* answerFrom(parts, request, { route, passages, documents: null });
    }
  }
  const query = [...(topic.length > 0 ? topic : [request.question]), ...wordsOfHistory(request.history)].join(' ');
  return yield* searchAndAnswer(parts, request, { route, query, count: passageCount });
}

/** What the newest questions were about, so that "elaborate on how this relates to …" finds both. */
function wordsOfHistory(history: readonly HistoryTurn[]): string[] {
  const asked = history.slice(-3).toReversed();
  return [...new Set(asked.flatMap(({ question }) => topicWords(question)))].slice(0, historyWords);
}

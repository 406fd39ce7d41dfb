import { detectLanguage } from '#shared/language.ts';
import { escapeMarkers } from '#shared/markers.ts';
import type { Retrieval, SearchResult } from '#server/retrieval/retrieval.ts';
import { throwIfAborted } from '#server/models/aborted.ts';
import type { AnswerEnd, AnswerEvent, AnswerRequest } from './answer.ts';
import { copy, quoted } from './copy.ts';

const refinementCount = 3;

/** Answers that nothing was found: says so, or why nothing could be searched, and offers topics from the documents. */
export async function* answerNoHit(
  retrieval: Retrieval,
  request: AnswerRequest,
  documents: SearchResult['documents'] | null,
  asked: Pick<AnswerEnd, 'route' | 'model' | 'tokens'>,
): AsyncGenerator<AnswerEvent, AnswerEnd> {
  const language = detectLanguage(request.question);
  const says = copy[language];
  const where = request.scopeName === null ? null : quoted(asPlainText(request.scopeName), language);
  const searched = documents === null || documents.ready > 0;
  const suggestions = searched ? await retrieval.refinements(request.scope, request.question, refinementCount) : [];
  throwIfAborted(request.signal);

  const sentences: string[] = [];
  if (searched) sentences.push(says.nothingFound(where));
  else if (documents.reading + documents.failed === 0) sentences.push(says.nothingToSearch(where));
  else sentences.push(says.nothingReady(where));
  if (suggestions.length > 0) sentences.push(says.couldAsk);
  if (documents && documents.reading > 0) sentences.push(says.reading(documents.reading));
  if (documents && documents.failed > 0 && !searched) sentences.push(says.failed(documents.failed));

  yield { type: 'token', text: sentences.join(' ') };
  return { ...asked, outcome: 'no_hit', suggestions };
}

/** A name as it is, in text that is read as Markdown. */
const asPlainText = (name: string): string => escapeMarkers(name.replace(/\s+/g, ' ').replace(/[\\`*$<]/g, '\\$&'));

import { sameStem, wordsOf } from '#shared/language.ts';
import type { SummarisedDocument } from '#server/library/summaries/make-summary.ts';
import type { InScope, Named } from '#server/library/summaries/summaries.ts';
import type { AnswerRequest } from '../answer.ts';
import type { AnsweringParts } from '../parts.ts';
import { matchNames } from './match-names.ts';

/** What a request says of what it is about. */
export interface RequestSubject {
  /** content words, folded; empty where it names no topic */
  topic: readonly string[];
  /** topic or part as it was written: "chapter 3" */
  phrase?: string;
}

/** What a summary or a guide is to be made of. */
export interface MaterialScope {
  /** the scope, narrowed to what the request names */
  request: AnswerRequest;
  documents: readonly SummarisedDocument[];
  counts: InScope['counts'];
  /** what to search for there; null: all of it is meant */
  query: string | null;
  /** whether a document, a class or some documents are in scope */
  isBound: boolean;
}

/**
 * Reads from a request what it is about: the scope that it is asked in, a document or class that it names, a topic there.
 * A name never leads out of the scope.
 */
export async function materialScope(
  { summaries }: AnsweringParts,
  request: AnswerRequest,
  { topic, phrase = '' }: RequestSubject,
): Promise<MaterialScope> {
  const { scope, scopeName, question } = request;
  const isBound = (scope.documentIds?.length ?? 0) > 0 || scope.documentId !== null || scope.classId !== null;
  const within = await summaries.inScope(scope);
  const things = isBound
    ? within.ready.map(({ documentId, name }): Named => ({ kind: 'document', id: documentId, name }))
    : await summaries.named(scope.userId);
  const { meant, left } = things.length > 1 || !isBound ? matchNames(question, topic, things) : { meant: [], left: [] };
  const named = narrowed(request, meant, question);
  const found = named === null ? within : await summaries.inScope(named.scope);
  const name = scopeName === null ? [] : wordsOf(scopeName);
  const own = topic.filter((word) => !name.some((other) => sameStem(word, other)));
  const isAbout = named === null ? own.length > 0 || (topic.length === 0 && phrase !== '') : left.length > 0;
  const query = !isAbout ? null : named === null ? queryOf(own, phrase) : left.join(' ');
  return {
    request: named ?? request,
    documents: found.ready,
    counts: found.counts,
    query,
    isBound: isBound || named !== null,
  };
}

/** A part ("chapter 3") is looked for by its name. */
const queryOf = (topic: readonly string[], phrase: string): string => (topic.length > 0 ? topic.join(' ') : phrase);

const classWords = /\b(?:class|course|module|kurs|fach|klasse|cours|classe|matière|clase|curso|asignatura)\b/iu;

/** The request with what is named as its scope; null where nothing is. */
function narrowed(request: AnswerRequest, meant: readonly Named[], question: string): AnswerRequest | null {
  const classes = meant.filter(({ kind }) => kind === 'class');
  const documents = meant.filter(({ kind }) => kind === 'document');
  const { userId } = request.scope;
  const [chosen] = classWords.test(question) || documents.length === 0 ? classes : [];
  if (chosen) {
    const scope = { userId, classId: chosen.id, documentId: null, documentIds: null };
    return { ...request, scope, scopeName: chosen.name };
  }
  const [first] = documents;
  if (!first) return null;
  const [documentId, documentIds] = documents.length === 1 ? [first.id, null] : [null, documents.map(({ id }) => id)];
  return {
    ...request,
    scope: { userId, classId: null, documentId, documentIds },
    scopeName: documents.length === 1 ? first.name : null,
  };
}

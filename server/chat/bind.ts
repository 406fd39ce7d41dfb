import { Failure } from '#shared/failure.ts';

/** What a session is bound to: a document and its class, a class, or nothing. */
export interface Binding {
  classId: string | null;
  documentId: string | null;
}

/** What a question or a new session names; `document` and `class` as they were found. */
export interface Named {
  class: { classId: string } | null;
  document: { documentId: string; classId: string } | null;
}

/**
 * Binding a document makes the class that document's class; binding a class clears the document; both must agree;
 * naming neither keeps what was bound.
 *
 * @throws Failure BAD_REQUEST where class and document do not agree
 */
export function bind(before: Binding, named: Named): Binding {
  if (named.document !== null) {
    if (named.class !== null && named.class.classId !== named.document.classId)
      throw new Failure('BAD_REQUEST', 'The document is not in that class. Name one of them only.');
    return { classId: named.document.classId, documentId: named.document.documentId };
  }
  return named.class === null ? before : { classId: named.class.classId, documentId: null };
}

import type { Problem } from './problem.ts';

/** A problem in one line for a terminal. */
export function showProblem(problem: Problem): string {
  switch (problem.kind) {
    case 'file without document':
      return `file ${problem.userId}/${problem.documentId}: there is no such document`;
    case 'document without file':
      return `document ${problem.documentId} of user ${problem.userId}: its file is gone`;
    case 'rows without document':
      return `rows in ${problem.collection} of document ${problem.documentId}, user ${problem.userId}: there is no such document`;
    case 'place without document':
      return `place on the shelf of user ${problem.userId} for document ${problem.documentId}: there is no such document`;
    case 'document without place':
      return `document ${problem.documentId} of user ${problem.userId}: it has no place on the shelf`;
    case 'wrong count':
      return `shelf of user ${problem.userId}: its number is not that of its places`;
    case 'leftover':
      return `left behind: ${problem.name}`;
  }
}

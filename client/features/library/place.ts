import type { Citation } from '#shared/passage.ts';

/** Words in a document: a page, and their UTF-16 offsets in its text; both 0 is the page alone. */
export type Place = Pick<Citation, 'documentId' | 'page' | 'start' | 'end'>;

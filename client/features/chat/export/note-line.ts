import type { Citation } from '#shared/passage.ts';
import { copy } from '../../../copy/en.ts';

/** A footnote in a line: document, page, and the quoted words. */
export const noteLine = ({ documentName, page, quote }: Citation): string =>
  `${documentName}, ${copy.chat.page(page)}: “${quote.replaceAll(/\s+/g, ' ').trim()}”`;

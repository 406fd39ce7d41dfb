import { detectLanguage } from '#shared/language.ts';
import type { Citation } from '#shared/passage.ts';
import type { PageText } from '#server/retrieval/retrieval.ts';
import type { AnswerEvent } from '../answer.ts';
import { wantWords } from './find-words.ts';
import { locate, type Quotation } from './locate.ts';
import { plainMarkdown } from './plain-markdown.ts';
import { quotationsIn } from './proposal-lines.ts';
import { quoteCopy } from './quote-copy.ts';

export const mostQuotations = 3;

/** The quotations of an answer while it is written: each once, each a citation of its own, numbered from 1. */
export class ShownQuotations {
  readonly #language: ReturnType<typeof detectLanguage>;
  readonly #shown: Quotation<PageText>[] = [];

  constructor(question: string) {
    this.#language = detectLanguage(question);
  }

  get count(): number {
    return this.#shown.length;
  }

  /** Shows a quotation: its citation, then its text. Nothing where it, or a part of it, is shown already. */
  *show(quotation: Quotation<PageText>): Generator<AnswerEvent> {
    const passageId = passageOf(quotation);
    if (passageId === null || this.count >= mostQuotations || this.#shown.some((one) => isSame(one, quotation))) return;
    this.#shown.push(quotation);
    const { page, start, end, text } = quotation;
    const { documentId, documentName, page: number } = page;
    const place = { passageId, documentId, documentName, page: number, start, end };
    const citation: Citation = { number: this.count, ...place, quote: text, gone: false };
    yield { type: 'citation', citation };
    yield { type: 'token', text: `${this.count === 1 ? '' : '\n\n'}${this.#write(citation)}` };
  }

  /** What the model says of the quotations, unless it quotes there what is not shown. */
  *explain(explanation: string): Generator<AnswerEvent> {
    const line = explanation.replaceAll(/\s+/g, ' ').trim();
    const isVerified = quotationsIn(line).every(
      ({ words }) => wantWords(words) === null || locate(words, this.#shown) !== null,
    );
    if (line !== '' && isVerified) yield { type: 'token', text: `\n\n${plainMarkdown(line)}` };
  }

  #write({ number, documentName, page, quote }: Citation): string {
    const name = plainMarkdown(documentName.replaceAll(/\s+/g, ' ').trim());
    return `> ${plainMarkdown(quote)} [${number}]\n>\n> — ${name}, ${quoteCopy[this.#language].page(page)}`;
  }
}

/** The passage that holds most of a quotation; null where its page has none there. */
function passageOf({ page, start, end }: Quotation<PageText>): string | null {
  let best: string | null = null;
  let most = 0;
  for (const passage of page.passages) {
    const shared = Math.min(end, passage.end) - Math.max(start, passage.start);
    if (shared > most) [best, most] = [passage.passageId, shared];
  }
  return best;
}

function isSame(one: Quotation<PageText>, other: Quotation<PageText>): boolean {
  const isOnPage = one.page.documentId === other.page.documentId && one.page.page === other.page.page;
  if (isOnPage && one.start < other.end && other.start < one.end) return true;
  return locate(one.text, [other]) !== null || locate(other.text, [one]) !== null;
}

import type { Citation } from '#shared/passage.ts';
import { copy } from '../../copy/en.ts';
import { cx } from '../../ui/classes.ts';

/** A footnote's words: number, document, page and what is quoted. */
export function NoteText({ citation, short = false }: { citation: Citation; short?: boolean }) {
  const { number, documentName, page, quote, gone } = citation;
  const title = (
    <>
      <span className="truncate">{documentName}</span>
      <span className="shrink-0 tabular font-normal text-soft">{copy.chat.page(page)}</span>
    </>
  );
  return (
    <div className="flex gap-2">
      <span className="min-w-3 text-note font-bold text-accent tabular">{number}</span>
      <div className="min-w-0 flex-1">
        {short && !gone ? (
          <button
            type="button"
            aria-label={copy.chat.footnote(number, documentName, page)}
            className="flex max-w-full gap-1.5 rounded-sm text-left text-note font-bold"
          >
            {title}
          </button>
        ) : (
          <p className="flex max-w-full gap-1.5 text-note font-bold">{title}</p>
        )}
        <blockquote className={cx('mt-0.5 font-serif text-ui text-soft', short && 'line-clamp-4')}>{quote}</blockquote>
        {gone && <p className="mt-1 text-note text-soft">{copy.chat.gone}</p>}
      </div>
    </div>
  );
}

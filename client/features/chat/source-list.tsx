import type { Citation } from '#shared/passage.ts';
import { copy } from '../../copy/en.ts';

/** The footnotes below an answer, where the page has no margin for them. */
export function SourceList({
  citations,
  onOpen,
}: {
  citations: readonly Citation[];
  onOpen: (number: number) => void;
}) {
  return (
    <ol aria-label={copy.chat.sources} className="mt-5 border-t border-line pt-2">
      {citations.map(({ number, documentName, page }) => (
        <li key={number}>
          <button
            type="button"
            onClick={() => onOpen(number)}
            className="-mx-2 flex w-[calc(100%+1rem)] gap-2 rounded-md px-2 py-1 text-left text-note transition-colors duration-150 hover:bg-wash pointer-coarse:py-2.5"
          >
            <span className="min-w-4 font-bold text-accent tabular">{number}</span>
            <span className="min-w-0 truncate">{documentName}</span>
            <span className="shrink-0 text-soft tabular">{copy.chat.page(page)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

import type { PageHit } from '#shared/document.ts';
import { copy } from '../../copy/en.ts';
import { partsOf } from './hits.ts';

interface HitListProps {
  hits: readonly PageHit[];
  state: 'searching' | 'found' | 'failed';
  query: string;
  /** the one that is shown */
  at: number | null;
  onChoose: (at: number) => void;
}

/** What was found, with the words around it. */
export function HitList({ hits, state, query, at, onChoose }: HitListProps) {
  if (hits.length === 0) {
    const told = { searching: copy.viewer.searching, found: copy.viewer.noHits(query.trim()), failed: copy.unexpected };
    return <p className="viewer-hits p-4 text-soft">{told[state]}</p>;
  }
  return (
    <ol aria-label={copy.viewer.hitList} className="viewer-hits p-1">
      {hits.map((hit, index) => (
        <li key={`${hit.page} ${hit.start}`}>
          <button
            type="button"
            aria-current={index === at ? 'true' : undefined}
            onClick={() => onChoose(index)}
            className="flex w-full gap-3 rounded-md px-3 py-2 text-left transition-colors duration-150 hover:bg-wash aria-[current]:bg-wash"
          >
            <span className="min-w-9 shrink-0 pt-px text-note text-soft tabular">{copy.chat.page(hit.page)}</span>
            <span className="line-clamp-3 min-w-0 font-serif break-words">
              {partsOf(hit.snippet, query).map(({ text, isHit }, part) => {
                // oxlint-disable-next-line react/no-array-index-key -- parts of one text stay where they are
                return isHit ? <b key={part}>{text}</b> : text;
              })}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

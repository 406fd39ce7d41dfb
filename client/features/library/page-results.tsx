import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { copy } from '../../copy/en.ts';
import { useTRPC } from '../../lib/api.ts';
import { markWords } from '../../lib/mark-words.ts';
import { ListProblem } from '../../ui/list-ends.tsx';
import { SideSection } from '../../ui/side-section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Place } from './place.ts';

interface PageResultsProps {
  query: string;
  /** only documents of this class; null: of all */
  within: string | null;
  onOpenPlace: (place: Place) => void;
}

const words = copy.library;

/** Pages that hold what is searched for, by document, each with the words around it. */
export function PageResults({ query, within, onOpenPlace }: PageResultsProps) {
  const input = within === null ? { query } : { query, classId: within };
  const { data, error, refetch } = useQuery(
    useTRPC().documents.search.queryOptions(input, { placeholderData: keepPreviousData, staleTime: 0 }),
  );
  const byDocument = Map.groupBy(data?.hits ?? [], ({ documentId }) => documentId);
  return (
    <SideSection title={words.pagesTitle}>
      {data === undefined && !error && <Skeleton lines={4} className="px-2 py-1" />}
      {error && <ListProblem error={error} onRetry={() => void refetch()} />}
      {data?.hits.length === 0 && <p className="px-2 py-1 text-soft">{words.noPages}</p>}
      {[...byDocument].map(([documentId, hits]) => (
        <section key={documentId} aria-label={hits[0]?.documentName}>
          <h3 className="truncate px-2 pt-3 pb-1 text-note text-soft" aria-hidden="true" title={hits[0]?.documentName}>
            {hits[0]?.documentName}
          </h3>
          <ul>
            {hits.map((hit) => (
              <li key={`${hit.page} ${hit.start}`} className="row">
                <button type="button" data-row className="row-link" onClick={() => onOpenPlace(hit)}>
                  <span className="line-clamp-2 min-w-0 flex-1 break-words">
                    <Snippet text={hit.snippet} query={query} />
                  </span>
                  <span className="shrink-0 text-note text-soft tabular">{copy.chat.page(hit.page)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </SideSection>
  );
}

/** So much stands before the first word that was found: it must be seen in a narrow column. */
const leadChars = 24;
const lead = (text: string): string =>
  text.length <= leadChars ? text : `… ${text.slice(text.indexOf(' ', text.length - leadChars) + 1)}`;

/** The words around what was found, with the words that were searched for marked. */
const Snippet = ({ text, query }: { text: string; query: string }) =>
  markWords(text, query).map((part, at, parts) =>
    at % 2 === 0 ? (
      at === 0 && parts.length > 1 ? (
        lead(part)
      ) : (
        part
      )
    ) : (
      <mark key={at} className="bg-accent-wash text-inherit">
        {part}
      </mark>
    ),
  );

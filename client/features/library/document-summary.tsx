import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { Document } from '#shared/document.ts';
import { copy } from '../../copy/en.ts';
import { useTRPC } from '../../lib/api.ts';
import { FootnoteContext, type Footnotes } from '../../markdown/footnote-context.ts';
import { ListProblem } from '../../ui/list-ends.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Place } from './place.ts';

const Markdown = lazy(() => import('../../markdown/markdown.tsx'));
const words = copy.library.summary;

interface DocumentSummaryProps {
  document: Document;
  onOpenPlace: (place: Place) => void;
}

/** A document's summary with its footnotes, or why there is none. */
export function DocumentSummary({ document, onOpenPlace }: DocumentSummaryProps) {
  const { documentId, status } = document;
  const { data, error, refetch } = useQuery(useTRPC().documents.summary.queryOptions({ documentId }));
  const [active, setActive] = useState<number | null>(null);
  const footnotes = useMemo((): Footnotes => {
    const find = (number: number) => data?.citations.find((citation) => citation.number === number);
    return {
      active,
      setActive,
      has: (number) => find(number) !== undefined,
      open(number) {
        const citation = find(number);
        if (citation && !citation.gone) onOpenPlace(citation);
      },
      label(number) {
        const citation = find(number);
        return citation
          ? copy.chat.footnote(number, citation.documentName, citation.page)
          : copy.chat.footnoteBare(number);
      },
    };
  }, [active, data, onOpenPlace]);
  return (
    <section aria-label={words.title} className="pt-4">
      <h3 className="mb-2 text-note text-soft" aria-hidden="true">
        {words.title}
      </h3>
      {error && <ListProblem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={4} />}
      {data &&
        (data.text === '' ? (
          <p className="text-soft">{status === 'ready' ? words.states[data.status] : words.unread}</p>
        ) : (
          <FootnoteContext value={footnotes}>
            <Suspense fallback={<Skeleton lines={4} />}>
              <Markdown text={data.text} growing={false} />
            </Suspense>
          </FootnoteContext>
        ))}
    </section>
  );
}

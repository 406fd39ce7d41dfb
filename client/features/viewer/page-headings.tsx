import { useQuery } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect } from 'react';
import { copy } from '../../copy/en.ts';
import { useTRPC } from '../../lib/api.ts';
import { PageList } from './page-list.tsx';
import { scrollToPage } from './scroll-to.ts';

interface PageHeadingsProps {
  documentId: string;
  pages: number;
  current: number;
  scroller: RefObject<HTMLDivElement | null>;
  onPage: (page: number) => void;
}

const ignore = (): void => {};

/** A line for each page: what stands at its head. Only those near the view are fetched. */
export function PageHeadings({ documentId, pages, current, scroller, onPage }: PageHeadingsProps) {
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- once: the list must not move while it is read
  useEffect(() => scrollToPage(scroller.current, Math.max(1, current - 3)), []);
  const render = useCallback(
    (number: number) => (
      <PageHeading documentId={documentId} number={number} isCurrent={number === current} onPage={onPage} />
    ),
    [documentId, current, onPage],
  );
  return (
    <PageList pages={pages} scroller={scroller} className="outline-slot" onCurrent={ignore}>
      {render}
    </PageList>
  );
}

interface PageHeadingProps {
  documentId: string;
  number: number;
  isCurrent: boolean;
  onPage: (page: number) => void;
}

function PageHeading({ documentId, number, isCurrent, onPage }: PageHeadingProps) {
  const { data } = useQuery(useTRPC().documents.page.queryOptions({ documentId, page: number }));
  const words = data ? (data.heading ?? data.text.slice(0, 200)).replaceAll(/\s+/g, ' ').trim() : '';
  return (
    <button
      type="button"
      className="outline-line"
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => onPage(number)}
    >
      <span className="min-w-7 shrink-0 text-note text-soft tabular">{number}</span>
      <span className="min-w-0 truncate">{words === '' ? copy.viewer.pageLabel(number) : words}</span>
    </button>
  );
}

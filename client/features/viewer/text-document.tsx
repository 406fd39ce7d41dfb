import { useQuery } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { copy } from '../../copy/en.ts';
import { useTRPC } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PageList } from './page-list.tsx';
import { PageText } from './page-text.tsx';
import { scrollToPage, scrollToPlace } from './scroll-to.ts';
import type { Target } from './target.ts';
import { useKeptPlace } from './use-kept-place.ts';
import type { Zoom } from './zoom.ts';

interface TextDocumentProps {
  documentId: string;
  pages: number;
  target: Target;
  zoom: Zoom;
  scroller: RefObject<HTMLDivElement | null>;
  onShare: (share: number) => void;
  onCurrent: (page: number) => void;
}

/** A text, page below page, with the target's words marked. Text always fits the width: zooming makes its letters larger. */
export function TextDocument({ documentId, pages, target, zoom, scroller, onShare, onCurrent }: TextDocumentProps) {
  const share = typeof zoom === 'number' ? zoom : 1;
  useEffect(() => onShare(share), [share, onShare]);
  useEffect(() => scrollToPage(scroller.current, target.page), [scroller, target]);
  useKeptPlace(scroller, share, null);
  const render = useCallback(
    (number: number) => (
      <TextPage
        documentId={documentId}
        number={number}
        target={target.page === number ? target : null}
        scroller={scroller}
      />
    ),
    [documentId, target, scroller],
  );
  return (
    <div style={{ '--text-share': share }}>
      <PageList pages={pages} scroller={scroller} className="text-page" onCurrent={onCurrent}>
        {render}
      </PageList>
    </div>
  );
}

interface TextPageProps {
  documentId: string;
  number: number;
  target: Target | null;
  scroller: RefObject<HTMLDivElement | null>;
}

function TextPage({ documentId, number, target, scroller }: TextPageProps) {
  const { data, error, refetch } = useQuery(useTRPC().documents.page.queryOptions({ documentId, page: number }));
  const mark = useRef<HTMLElement>(null);
  const loaded = data !== undefined;
  useEffect(() => {
    if (loaded && target !== null && mark.current) scrollToPlace(scroller.current, mark.current);
  }, [loaded, target, scroller]);
  if (error && !data) {
    return (
      <div className="page-note">
        <p>{copy.viewer.pageFailed(number)}</p>
        <Button onClick={() => void refetch()}>{copy.retry}</Button>
      </div>
    );
  }
  if (!data) return <Skeleton lines={6} />;
  return (
    <>
      <PageText text={data.text} heading={data.heading} range={target?.range ?? null} mark={mark} />
      <p aria-hidden="true" className="mt-4 text-right text-note text-soft tabular select-none">
        {number}
      </p>
    </>
  );
}

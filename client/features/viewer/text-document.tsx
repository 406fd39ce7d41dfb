import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import { useTRPC } from '../../lib/api.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PageList } from './page-list.tsx';
import { scrollToPage, scrollToPlace } from './scroll-to.ts';
import type { Target } from './target.ts';

interface TextDocumentProps {
  documentId: string;
  pages: number;
  target: Target;
  scroller: RefObject<HTMLDivElement | null>;
  onCurrent: (page: number) => void;
}

/** A text, page below page, with the target's words marked. */
export function TextDocument({ documentId, pages, target, scroller, onCurrent }: TextDocumentProps) {
  useEffect(() => scrollToPage(scroller.current, target.page), [scroller, target]);
  return (
    <PageList pages={pages} scroller={scroller} className="text-page" onCurrent={onCurrent}>
      {(number) => (
        <TextPage
          documentId={documentId}
          number={number}
          target={target.page === number ? target : null}
          scroller={scroller}
        />
      )}
    </PageList>
  );
}

interface TextPageProps {
  documentId: string;
  number: number;
  target: Target | null;
  scroller: RefObject<HTMLDivElement | null>;
}

function TextPage({ documentId, number, target, scroller }: TextPageProps) {
  const { data } = useQuery(useTRPC().documents.page.queryOptions({ documentId, page: number }));
  const mark = useRef<HTMLElement>(null);
  const jump = target?.jump;
  const loaded = data !== undefined;
  useEffect(() => {
    if (loaded && jump !== undefined && mark.current) scrollToPlace(scroller.current, mark.current);
  }, [loaded, jump, scroller]);
  if (!data) return <Skeleton lines={6} />;
  const range = target?.range;
  return (
    <div className="font-serif text-ui leading-6 break-words whitespace-pre-wrap">
      {range ? (
        <>
          {data.text.slice(0, range.start)}
          <mark ref={mark}>{data.text.slice(range.start, range.end)}</mark>
          {data.text.slice(range.end)}
        </>
      ) : (
        data.text
      )}
    </div>
  );
}

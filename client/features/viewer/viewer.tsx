import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { copy } from '../../copy/en.ts';
import { useTRPC } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { scrollToPage } from './scroll-to.ts';
import type { Target } from './target.ts';
import { TextDocument } from './text-document.tsx';
import { ViewerBar } from './viewer-bar.tsx';

const PdfDocument = lazy(() => import('./pdf-document.tsx'));

interface ViewerProps {
  documentId: string;
  target: Target;
  onClose: () => void;
}

/** A source, opened at a page, with the cited words highlighted where they can be found for certain. */
export default function Viewer({ documentId, target, onClose }: ViewerProps) {
  const api = useTRPC();
  const { data: document, error } = useQuery(api.documents.get.queryOptions({ documentId }));
  const cited = useQuery(
    api.documents.page.queryOptions({ documentId, page: target.page }, { enabled: target.range !== null }),
  ).data;
  const scroller = useRef<HTMLDivElement>(null);
  const [pdfPages, setPdfPages] = useState<number | null>(null);
  const [current, setCurrent] = useState(target.page);
  const [zoom, setZoom] = useState(1);
  const goTo = useCallback((page: number) => scrollToPage(scroller.current, page), []);

  const isPdf = document?.kind === 'pdf';
  const pages = pdfPages ?? document?.pages ?? 1;
  const words = target.range && cited ? cited.text.slice(target.range.start, target.range.end) : null;
  return (
    <>
      <ViewerBar
        name={document?.name ?? ''}
        page={current}
        pages={pages}
        onPage={goTo}
        zoom={isPdf ? { value: zoom, set: setZoom } : null}
        onClose={onClose}
      />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroll box must be reachable by keyboard */}
      <section ref={scroller} className="viewer-scroll" tabIndex={0} aria-label={document?.name ?? copy.loading}>
        {error && (
          <p className="p-6 text-soft">
            {appErrorOf(error).code === 'NOT_FOUND' ? copy.viewer.gone : appErrorOf(error).message}
          </p>
        )}
        {!document && !error && <Skeleton lines={12} className="p-6" />}
        {document && document.status !== 'ready' && <p className="p-6 text-soft">{copy.viewer.notReady}</p>}
        {document?.status === 'ready' &&
          (isPdf ? (
            <Suspense fallback={<Skeleton lines={12} className="p-6" />}>
              <PdfDocument
                documentId={documentId}
                target={target}
                words={words}
                zoom={zoom}
                scroller={scroller}
                onPages={setPdfPages}
                onCurrent={setCurrent}
              />
            </Suspense>
          ) : (
            <TextDocument
              documentId={documentId}
              pages={document.pages}
              target={target}
              scroller={scroller}
              onCurrent={setCurrent}
            />
          ))}
      </section>
    </>
  );
}

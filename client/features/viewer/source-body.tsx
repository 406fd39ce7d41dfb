import { useQuery } from '@tanstack/react-query';
import { lazy, type RefObject, Suspense, useCallback, useState } from 'react';
import type { Document } from '#shared/document.ts';
import { copy } from '../../copy/en.ts';
import { useTRPC } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { PdfFailure } from './pdf-file.ts';
import type { Target } from './target.ts';
import { TextDocument } from './text-document.tsx';
import type { OpenPdf } from './use-pdf-file.ts';
import { ViewerNotice } from './viewer-notice.tsx';
import { shareOf, type Zoom } from './zoom.ts';

const PdfDocument = lazy(() => import('./pdf-document.tsx'));

interface SourceBodyProps {
  document: Document;
  /** whether its pages are drawn; else its text is shown */
  isDrawn: boolean;
  /** shows the text instead */
  onText: () => void;
  target: Target;
  /** the page that is read */
  current: number;
  zoom: Zoom;
  scroller: RefObject<HTMLDivElement | null>;
  onOpened: (file: OpenPdf | null) => void;
  /** tells how large it is shown, as a share of its own size */
  onShare: (share: number) => void;
  onCurrent: (page: number) => void;
}

interface Failed {
  why: PdfFailure;
  again: () => void;
}

/** The pages of a document: drawn where it is a PDF, else its text. The text of a PDF that cannot be drawn is there, too. */
export function SourceBody(props: SourceBodyProps) {
  const { document, isDrawn, onText, target, zoom, scroller, onOpened, onShare, onCurrent } = props;
  const { documentId, pages } = document;
  const [failed, setFailed] = useState<Failed | null>(null);
  const cited = useQuery(
    useTRPC().documents.page.queryOptions({ documentId, page: target.page }, { enabled: target.range !== null }),
  ).data;
  const words = target.range && cited ? cited.text.slice(target.range.start, target.range.end) : null;
  const onScale = useCallback((scale: number) => onShare(shareOf(scale)), [onShare]);
  const onFailed = useCallback((why: PdfFailure, again: () => void) => setFailed({ why, again }), []);

  if (!isDrawn) {
    return (
      <TextDocument
        documentId={documentId}
        pages={pages}
        target={target}
        zoom={zoom}
        scroller={scroller}
        onShare={onShare}
        onCurrent={onCurrent}
      />
    );
  }
  return (
    <>
      {failed && (
        <ViewerNotice text={copy.viewer.failures[failed.why]}>
          {failed.why !== 'broken' && (
            <Button
              kind="primary"
              onClick={() => {
                setFailed(null);
                failed.again();
              }}
            >
              {copy.retry}
            </Button>
          )}
          <Button onClick={onText}>{copy.viewer.showText}</Button>
        </ViewerNotice>
      )}
      <Suspense fallback={<Skeleton lines={12} className="p-6" />}>
        <PdfDocument
          documentId={documentId}
          target={target}
          words={words}
          zoom={zoom}
          scroller={scroller}
          onOpened={onOpened}
          onScale={onScale}
          onCurrent={onCurrent}
          onFailed={onFailed}
        />
      </Suspense>
    </>
  );
}

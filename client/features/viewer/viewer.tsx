import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import type { PageHit } from '#shared/document.ts';
import { copy } from '../../copy/en.ts';
import { useTRPC } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AskAbout } from './ask-about.tsx';
import { DocumentSearch } from './document-search.tsx';
import { OutlinePanel } from './outline-panel.tsx';
import { scrollToPage } from './scroll-to.ts';
import { SourceBody } from './source-body.tsx';
import type { Target } from './target.ts';
import type { OpenPdf } from './use-pdf-file.ts';
import { ViewerBar } from './viewer-bar.tsx';
import { UnreadDocument, ViewerNotice } from './viewer-notice.tsx';
import type { Zoom } from './zoom.ts';

interface ViewerProps {
  documentId: string;
  target: Target;
  /** takes what was selected to the chat */
  onAsk: (quotation: string) => void;
  /** opens a chat about the document; null where there is one */
  onChat: (() => void) | null;
  onClose: () => void;
}

/** A source, opened at a page, with the cited words highlighted where they can be found for certain. */
export default function Viewer({ documentId, target: asked, onAsk, onChat, onClose }: ViewerProps) {
  const { data: document, error, refetch } = useQuery(useTRPC().documents.get.queryOptions({ documentId }));
  const { target, showHit } = useShown(asked);
  const scroller = useRef<HTMLDivElement>(null);
  const [pdf, setPdf] = useState<OpenPdf | null>(null);
  const [current, setCurrent] = useState(target.page);
  const [zoom, setZoom] = useState<Zoom>('width');
  const [share, setShare] = useState(1);
  const [asText, setAsText] = useState(false);
  const [panel, setPanel] = useState<'search' | 'outline' | null>(null);
  const goTo = useCallback((page: number) => scrollToPage(scroller.current, page), []);
  const toPages = useCallback(() => {
    setPanel(null);
    scroller.current?.focus();
  }, []);

  const isReady = document?.status === 'ready';
  const isDrawn = document?.kind === 'pdf' && !asText;
  const pages = pdf?.pdf.numPages ?? document?.pages ?? 1;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      if (panel === null) onClose();
      else toPages();
    }
    // the browser's own search would see the pages near the view only
    if (isReady && event.key === 'f' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      setPanel('search');
    }
  };
  const verdict = error === null ? null : appErrorOf(error);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- shortcuts for what is in it
    <div className="flex min-h-0 flex-1 flex-col" onKeyDown={onKeyDown}>
      <ViewerBar
        documentId={documentId}
        name={document?.name ?? ''}
        page={current}
        pages={pages}
        onPage={goTo}
        zooming={isReady ? { zoom, share, set: setZoom } : null}
        panel={panel}
        onPanel={(next) => (next === panel ? toPages() : setPanel(next))}
        onChat={onChat}
        onClose={onClose}
      />
      {panel === 'search' && (
        <DocumentSearch documentId={documentId} current={current} onHit={showHit} onClose={toPages} />
      )}
      <div className="relative flex min-h-0 flex-1 flex-col">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroll box must be reachable by keyboard */}
        <section ref={scroller} className="viewer-scroll" tabIndex={0} aria-label={document?.name ?? copy.loading}>
          {!document && verdict && (
            <ViewerNotice text={verdict.code === 'NOT_FOUND' ? copy.viewer.gone : verdict.message}>
              {verdict.retryable && <Button onClick={() => void refetch()}>{copy.retry}</Button>}
            </ViewerNotice>
          )}
          {!document && !verdict && <Skeleton lines={12} className="p-6" />}
          {document && !isReady && <UnreadDocument document={document} />}
          {document && isReady && (
            <SourceBody
              document={document}
              isDrawn={isDrawn}
              onText={() => setAsText(true)}
              target={target}
              current={current}
              zoom={zoom}
              scroller={scroller}
              onOpened={setPdf}
              onShare={setShare}
              onCurrent={setCurrent}
            />
          )}
        </section>
        {isReady && <AskAbout scroller={scroller} onAsk={onAsk} />}
        {panel === 'outline' && isReady && (
          <OutlinePanel
            documentId={documentId}
            pages={pages}
            current={current}
            pdf={pdf?.pdf ?? null}
            isDrawn={isDrawn}
            onPage={goTo}
            onClose={toPages}
          />
        )}
      </div>
    </div>
  );
}

/** What is shown: what was asked for last, from outside or by a search within the document. */
function useShown(asked: Target): { target: Target; showHit: (hit: PageHit) => void } {
  const [found, setFound] = useState<{ target: Target; instead: Target } | null>(null);
  const showHit = useCallback(
    ({ page, start, end }: PageHit) => {
      setFound((before) => ({
        target: { page, range: { start, end }, jump: (before?.target.jump ?? 0) + 1 },
        instead: asked,
      }));
    },
    [asked],
  );
  return { target: found?.instead === asked ? found.target : asked, showHit };
}

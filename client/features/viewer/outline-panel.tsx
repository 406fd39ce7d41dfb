import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { Cross2Icon } from '@radix-ui/react-icons';
import { copy } from '../../copy/en.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { OutlineEntry } from './pdf-outline.ts';
import { PageHeadings } from './page-headings.tsx';

interface OutlinePanelProps {
  documentId: string;
  pages: number;
  current: number;
  /** null where the document is no PDF, or not open yet */
  pdf: PDFDocumentProxy | null;
  /** whether it is shown as a PDF, so that its own outline is waited for */
  isDrawn: boolean;
  onPage: (page: number) => void;
  onClose: () => void;
}

/** What a document holds: its own outline, or else the headings of its pages. */
export function OutlinePanel({ documentId, pages, current, pdf, isDrawn, onPage, onClose }: OutlinePanelProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const entries = useOutline(pdf);
  useEffect(() => panel.current?.focus(), []);
  const choose = (page: number | null): void => {
    if (page !== null) onPage(page);
    onClose();
  };
  const hasOwn = entries !== null && entries.length > 0;
  return (
    <section ref={panel} tabIndex={-1} aria-label={copy.viewer.outline} className="viewer-outline animate-in">
      <header className="flex h-10 shrink-0 items-center justify-between pr-1 pl-4">
        <h3 className="text-note text-soft">{copy.viewer.outline}</h3>
        <IconButton label={copy.viewer.closeOutline} icon={<Cross2Icon />} onClick={onClose} />
      </header>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {isDrawn && entries === null && <Skeleton lines={8} className="p-2" />}
        {hasOwn && (
          <ol>
            {entries.map((entry, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- lines stay where they are
              <li key={at} style={{ paddingLeft: `${Math.min(entry.depth, 6) * 0.75}rem` }}>
                <button type="button" className="outline-line" onClick={() => void entry.page().then(choose)}>
                  {entry.title}
                </button>
              </li>
            ))}
          </ol>
        )}
        {!hasOwn && (!isDrawn || entries !== null) && (
          <PageHeadings documentId={documentId} pages={pages} current={current} scroller={scroller} onPage={choose} />
        )}
      </div>
    </section>
  );
}

/** A PDF's own outline; null while it is not known. The reader of PDFs is there by then. */
function useOutline(pdf: PDFDocumentProxy | null): OutlineEntry[] | null {
  const [entries, setEntries] = useState<OutlineEntry[] | null>(null);
  useEffect(() => {
    let here = true;
    if (pdf === null) return undefined;
    import('./pdf-outline.ts')
      .then(({ outlineOf }) => outlineOf(pdf))
      .then(
        (read) => here && setEntries(read),
        () => here && setEntries([]),
      );
    return () => {
      here = false;
    };
  }, [pdf]);
  return entries;
}

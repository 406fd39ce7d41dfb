import type { PDFPageProxy } from 'pdfjs-dist';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { copy } from '../../copy/en.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type LaidText, rangesOf } from './lay-text.ts';
import { PageList } from './page-list.tsx';
import { openPdfFile, type PdfFile } from './pdf-file.ts';
import { PdfPage } from './pdf-page.tsx';
import { scrollToPage, scrollToPlace } from './scroll-to.ts';
import type { Target } from './target.ts';

interface PdfDocumentProps {
  documentId: string;
  target: Target;
  /** the stored words of the target's range; null while unknown or without range */
  words: string | null;
  /** 1 fits the width */
  zoom: number;
  scroller: RefObject<HTMLDivElement | null>;
  onPages: (pages: number) => void;
  onCurrent: (page: number) => void;
}

interface Size {
  width: number;
  height: number;
}

/** A PDF, page below page, at the target's page and with the target's words highlighted. */
export default function PdfDocument({
  documentId,
  target,
  words,
  zoom,
  scroller,
  onPages,
  onCurrent,
}: PdfDocumentProps) {
  const [file, setFile] = useState<PdfFile | 'failed' | null>(null);
  const [usual, setUsual] = useState<Size | null>(null);
  const [sizes, setSizes] = useState<ReadonlyMap<number, Size>>(new Map());
  const room = useRoom(scroller);

  useEffect(() => {
    let here = true;
    let opened: PdfFile | null = null;
    openPdfFile(documentId).then(
      async (loaded) => {
        opened = loaded;
        if (!here) return loaded.close();
        const { width, height } = (await loaded.pdf.getPage(1)).getViewport({ scale: 1 });
        if (!here) return;
        setUsual({ width, height });
        onPages(loaded.pdf.numPages);
        setFile(loaded);
      },
      () => here && setFile('failed'),
    );
    return () => {
      here = false;
      opened?.close();
    };
  }, [documentId, onPages]);

  const ready = file !== null && file !== 'failed' && usual !== null && room > 0;
  const scale = usual === null ? 1 : (room / usual.width) * zoom;
  const load = useCallback(
    (number: number): Promise<PDFPageProxy> =>
      file === null || file === 'failed' ? Promise.reject(new Error('closed')) : file.pdf.getPage(number),
    [file],
  );
  const onSize = useCallback(
    (number: number, width: number, height: number) =>
      setSizes((before) =>
        before.get(number)?.width === width && before.get(number)?.height === height
          ? before
          : new Map(before).set(number, { width, height }),
      ),
    [],
  );
  useEffect(() => {
    if (ready) scrollToPage(scroller.current, target.page);
  }, [ready, scroller, target]);
  const onText = useHighlight(target, words, scroller);

  if (file === 'failed') return <p className="p-6 text-soft">{copy.viewer.failed}</p>;
  if (!ready) return <Skeleton lines={12} className="p-6" />;
  return (
    <PageList
      pages={file.pdf.numPages}
      scroller={scroller}
      className="pdf-page"
      onCurrent={onCurrent}
      styleOf={(number) => {
        const { width, height } = sizes.get(number) ?? usual;
        return { width: width * scale, height: height * scale, '--scale-factor': scale };
      }}
    >
      {(number) => <PdfPage load={load} number={number} scale={scale} onSize={onSize} onText={onText} />}
    </PageList>
  );
}

/** The width that a page may take, in CSS pixels. */
function useRoom(scroller: RefObject<HTMLDivElement | null>): number {
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const measure = (): void => {
      const style = getComputedStyle(box);
      setRoom(box.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight));
    };
    measure();
    const observer = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(measure, 100);
    });
    observer.observe(box);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [scroller]);
  return room;
}

/** Highlights the target's words once its page's text is there; once for each jump it also brings them into view. */
function useHighlight(target: Target, words: string | null, scroller: RefObject<HTMLDivElement | null>) {
  const [laid, setLaid] = useState<{ number: number; text: LaidText } | null>(null);
  const jumped = useRef<number | null>(null);
  const { page, range, jump } = target;
  const onText = useCallback(
    (number: number, text: LaidText | null) => {
      if (number !== page) return;
      setLaid(text && { number, text });
    },
    [page],
  );
  useEffect(() => {
    if (laid === null || laid.number !== page || range === null || words === null || !('highlights' in CSS)) return;
    const ranges = rangesOf(laid.text, range.start, range.end, words);
    const [first] = ranges;
    if (first === undefined) return;
    CSS.highlights.set('source', new Highlight(...ranges));
    if (jumped.current !== jump) scrollToPlace(scroller.current, first);
    jumped.current = jump;
    return () => {
      CSS.highlights.delete('source');
    };
  }, [laid, page, range, words, jump, scroller]);
  return onText;
}

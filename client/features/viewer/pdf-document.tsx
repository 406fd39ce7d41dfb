import { type CSSProperties, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PageList } from './page-list.tsx';
import { PdfPage } from './pdf-page.tsx';
import type { PdfFailure } from './pdf-file.ts';
import { scrollToPage } from './scroll-to.ts';
import type { Target } from './target.ts';
import { useHighlight } from './use-highlight.ts';
import { useKeptPlace } from './use-kept-place.ts';
import { type OpenPdf, type Size, usePdfFile } from './use-pdf-file.ts';
import { useRoom } from './use-room.ts';
import { scaleOf, type Zoom } from './zoom.ts';

interface PdfDocumentProps {
  documentId: string;
  target: Target;
  /** the stored words of the target's range; null while unknown or without range */
  words: string | null;
  zoom: Zoom;
  scroller: RefObject<HTMLDivElement | null>;
  onOpened: (file: OpenPdf | null) => void;
  onScale: (scale: number) => void;
  onCurrent: (page: number) => void;
  onFailed: (failure: PdfFailure, again: () => void) => void;
}

/** A PDF, page below page, at the target's page and with the target's words highlighted. */
export default function PdfDocument(props: PdfDocumentProps) {
  const { file, again } = usePdfFile(props.documentId);
  const { onOpened, onFailed } = props;
  useEffect(() => {
    if (typeof file === 'string') onFailed(file, again);
    else onOpened(file);
    return () => onOpened(null);
  }, [file, again, onOpened, onFailed]);
  if (typeof file === 'string') return null;
  return file === null ? <Skeleton lines={12} className="p-6" /> : <PdfPages {...props} file={file} again={again} />;
}

interface PdfPagesProps extends PdfDocumentProps {
  file: OpenPdf;
  again: () => void;
}

function PdfPages({ file, target, words, zoom, scroller, again, onScale, onCurrent }: PdfPagesProps) {
  const [sizes, setSizes] = useState<ReadonlyMap<number, Size>>(new Map());
  const room = useRoom(scroller);
  const scale = room === null ? 0 : scaleOf(zoom, room, file.usual);
  useEffect(() => onScale(scale), [scale, onScale]);
  useKeptPlace(scroller, scale, sizes);
  const load = useCallback((number: number) => file.pdf.getPage(number), [file]);
  const onSize = useCallback(
    (number: number, { width, height }: Size) =>
      setSizes((before) => {
        const known = before.get(number) ?? file.usual;
        return known.width === width && known.height === height
          ? before
          : new Map(before).set(number, { width, height });
      }),
    [file],
  );
  const isReady = scale > 0;
  const shown = useRef<Target | null>(null);
  useEffect(() => {
    if (!isReady || shown.current === target) return;
    shown.current = target;
    scrollToPage(scroller.current, target.page);
  }, [isReady, scroller, target]);
  const onText = useHighlight(target, words, scroller);

  const styles = useMemo(() => {
    const style = ({ width, height }: Size): CSSProperties => ({
      width: width * scale,
      height: height * scale,
      '--scale-factor': scale,
    });
    const usual = style(file.usual);
    const own = new Map(Array.from(sizes, ([number, size]) => [number, style(size)]));
    return (number: number) => own.get(number) ?? usual;
  }, [file, sizes, scale]);
  const render = useCallback(
    (number: number) => (
      <PdfPage load={load} number={number} scale={scale} onSize={onSize} onText={onText} onAgain={again} />
    ),
    [load, scale, onSize, onText, again],
  );
  if (!isReady) return <Skeleton lines={12} className="p-6" />;
  return (
    <PageList pages={file.pdf.numPages} scroller={scroller} className="pdf-page" onCurrent={onCurrent} styleOf={styles}>
      {render}
    </PageList>
  );
}

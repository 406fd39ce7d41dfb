import type { PDFPageProxy } from 'pdfjs-dist';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { drawPage } from './draw-page.ts';
import { type LaidText, layText } from './lay-text.ts';

interface PdfPageProps {
  load: (number: number) => Promise<PDFPageProxy>;
  number: number;
  /** CSS pixels per point */
  scale: number;
  /** tells the page's size in points once it is known */
  onSize: (number: number, width: number, height: number) => void;
  /** its text stands where it is drawn; null when it goes away */
  onText: (number: number, text: LaidText | null) => void;
}

/** One page of a PDF: drawn, with its text laid over it for selection and highlights. */
export function PdfPage({ load, number, scale, onSize, onText }: PdfPageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const page = useLoadedPage(load, number);

  useEffect(() => {
    if (page === null) return;
    const { width, height } = page.getViewport({ scale: 1 });
    onSize(number, width, height);
  }, [page, number, onSize]);
  useEffect(
    () => (page === null || canvas.current === null ? undefined : drawPage(page, canvas.current, scale)),
    [page, scale],
  );
  useTextLayer(page, layer, (text) => onText(number, text));

  return (
    <>
      <canvas ref={canvas} aria-hidden="true" />
      <div ref={layer} className="textLayer" />
    </>
  );
}

function useLoadedPage(load: PdfPageProps['load'], number: number): PDFPageProxy | null {
  const [page, setPage] = useState<PDFPageProxy | null>(null);
  useEffect(() => {
    let here = true;
    load(number).then(
      (loaded) => here && setPage(loaded),
      // The document was closed meanwhile, or this page is broken: it stays blank.
      () => {},
    );
    return () => {
      here = false;
    };
  }, [load, number]);
  return page;
}

function useTextLayer(
  page: PDFPageProxy | null,
  layer: RefObject<HTMLDivElement | null>,
  onText: (text: LaidText | null) => void,
): void {
  const tell = useRef(onText);
  useEffect(() => {
    tell.current = onText;
  });
  useEffect(() => {
    const box = layer.current;
    if (page === null || box === null) return;
    let here = true;
    void layText(page, box).then((text) => {
      if (here && text !== null) tell.current(text);
    });
    return () => {
      here = false;
      tell.current(null);
      box.replaceChildren();
    };
  }, [page, layer]);
}

import type { PDFPageProxy } from 'pdfjs-dist';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { drawPage } from './draw-page.ts';
import { type LaidText, layText } from './lay-text.ts';
import type { Size } from './use-pdf-file.ts';

interface PdfPageProps {
  load: (number: number) => Promise<PDFPageProxy>;
  number: number;
  /** CSS pixels per point */
  scale: number;
  /** tells the page's size in points once it is known */
  onSize: (number: number, size: Size) => void;
  /** its text stands where it is drawn; null when it goes away */
  onText: (number: number, text: LaidText | null) => void;
  /** opens the document anew */
  onAgain: () => void;
}

/** One page of a PDF: drawn, with its text laid over it for selection and highlights. */
export function PdfPage({ load, number, scale, onSize, onText, onAgain }: PdfPageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const page = useLoadedPage(load, number);
  const [isDrawn, setDrawn] = useState(true);

  useEffect(() => {
    if (page === null || page === 'failed') return;
    const { width, height } = page.getViewport({ scale: 1 });
    onSize(number, { width, height });
  }, [page, number, onSize]);
  useEffect(() => {
    if (page === null || page === 'failed' || canvas.current === null) return;
    return drawPage(page, canvas.current, scale, setDrawn);
  }, [page, scale]);
  useTextLayer(page === 'failed' ? null : page, layer, number, onText);

  if (page === 'failed' || !isDrawn) {
    return (
      <div className="page-note">
        <p>{copy.viewer.pageFailed(number)}</p>
        <Button onClick={onAgain}>{copy.retry}</Button>
      </div>
    );
  }
  return (
    <>
      <canvas ref={canvas} aria-hidden="true" />
      <div ref={layer} className="textLayer" />
    </>
  );
}

function useLoadedPage(load: PdfPageProps['load'], number: number): PDFPageProxy | 'failed' | null {
  const [page, setPage] = useState<PDFPageProxy | 'failed' | null>(null);
  useEffect(() => {
    let here = true;
    let loaded: PDFPageProxy | null = null;
    load(number).then(
      (arrived) => {
        loaded = arrived;
        if (here) setPage(arrived);
      },
      () => here && setPage('failed'),
    );
    return () => {
      here = false;
      // what was drawn from is large
      loaded?.cleanup();
    };
  }, [load, number]);
  return page;
}

function useTextLayer(
  page: PDFPageProxy | null,
  layer: RefObject<HTMLDivElement | null>,
  number: number,
  onText: PdfPageProps['onText'],
): void {
  useEffect(() => {
    const box = layer.current;
    if (page === null || box === null) return;
    let here = true;
    void layText(page, box).then((text) => {
      if (here && text !== null) onText(number, text);
    });
    return () => {
      here = false;
      onText(number, null);
      box.replaceChildren();
    };
  }, [page, layer, number, onText]);
}

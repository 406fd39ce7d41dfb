import { type PDFPageProxy, RenderingCancelledException } from 'pdfjs-dist';

/** More pixels than this a canvas does not get, however far one zooms. */
const mostPixels = 16_000_000;

/**
 * Draws a page into a canvas at the screen's own resolution.
 *
 * @param scale  CSS pixels per point
 * @param onDone tells whether it could be drawn; not called where another drawing has taken its place
 * @returns      stops drawing
 */
export function drawPage(
  page: PDFPageProxy,
  canvas: HTMLCanvasElement,
  scale: number,
  onDone: (isDrawn: boolean) => void,
): () => void {
  const { width, height } = page.getViewport({ scale });
  const ratio = Math.min(window.devicePixelRatio, Math.sqrt(mostPixels / (width * height)));
  // Drawn aside and put in place whole, so that a page does not go white while it is drawn anew.
  const fresh = document.createElement('canvas');
  fresh.width = Math.floor(width * ratio);
  fresh.height = Math.floor(height * ratio);
  const task = page.render({ canvas: fresh, viewport: page.getViewport({ scale: scale * ratio }) });
  task.promise.then(
    () => {
      canvas.width = fresh.width;
      canvas.height = fresh.height;
      canvas.getContext('2d')?.drawImage(fresh, 0, 0);
      onDone(true);
    },
    (error: unknown) => {
      if (!(error instanceof RenderingCancelledException)) onDone(false);
    },
  );
  return () => task.cancel();
}

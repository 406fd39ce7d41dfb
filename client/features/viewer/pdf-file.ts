import {
  getDocument,
  GlobalWorkerOptions,
  InvalidPDFException,
  PasswordException,
  type PDFDocumentProxy,
  ResponseException,
} from 'pdfjs-dist';
// oxlint-disable-next-line import/default -- made by Vite
import PdfWorker from 'pdfjs-dist/build/pdf.worker.min.mjs?worker';

export interface PdfFile {
  pdf: PDFDocumentProxy;
  close: () => void;
}

/** Why a PDF is not shown: its file is not there, the line is down, or nobody can draw it. */
export type PdfFailure = 'missing' | 'unreachable' | 'broken';

/**
 * Opens a stored PDF by ranges, with everything it needs from this server. Character maps and fonts are copied there
 * by the build. Decoders run without WebAssembly, which the page's policy does not allow.
 */
export async function openPdfFile(documentId: string): Promise<PdfFile> {
  GlobalWorkerOptions.workerPort ??= new PdfWorker();
  const task = getDocument({
    url: `/api/documents/${documentId}/file`,
    cMapUrl: '/pdfjs/cmaps/',
    standardFontDataUrl: '/pdfjs/standard_fonts/',
    wasmUrl: '/pdfjs/wasm/',
    useWasm: false,
    enableXfa: false,
  });
  return { pdf: await task.promise, close: () => void task.destroy() };
}

/** What an error of `openPdfFile` means. One that says nothing about the file is one of the line. */
export function failureOf(error: unknown): PdfFailure {
  if (error instanceof InvalidPDFException || error instanceof PasswordException) return 'broken';
  return error instanceof ResponseException && error.status === 404 ? 'missing' : 'unreachable';
}

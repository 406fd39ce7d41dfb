import { useCallback, useEffect, useState } from 'react';
import { failureOf, openPdfFile, type PdfFailure, type PdfFile } from './pdf-file.ts';

export interface Size {
  width: number;
  height: number;
}

export interface OpenPdf extends PdfFile {
  /** the size of its first page, in points */
  usual: Size;
}

/** Opens a PDF while mounted. `again` opens it anew, where something of it could not be fetched. */
export function usePdfFile(documentId: string): { file: OpenPdf | PdfFailure | null; again: () => void } {
  const [file, setFile] = useState<OpenPdf | PdfFailure | null>(null);
  const [opening, setOpening] = useState({ documentId });
  useEffect(() => {
    let here = true;
    let opened: PdfFile | null = null;
    const open = async (): Promise<void> => {
      const loaded = await openPdfFile(opening.documentId);
      opened = loaded;
      if (!here) return loaded.close();
      const { width, height } = (await loaded.pdf.getPage(1)).getViewport({ scale: 1 });
      if (here) setFile({ ...loaded, usual: { width, height } });
    };
    open().catch((error: unknown) => here && setFile(failureOf(error)));
    return () => {
      here = false;
      opened?.close();
    };
  }, [opening]);
  const again = useCallback(() => {
    setFile(null);
    setOpening({ documentId });
  }, [documentId]);
  return { file, again };
}

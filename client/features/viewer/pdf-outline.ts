import type { PDFDocumentProxy } from 'pdfjs-dist';

/** A line of an outline. */
export interface OutlineEntry {
  title: string;
  /** how far it is set in, from 0 */
  depth: number;
  /** its page; null where it leads nowhere */
  page: () => Promise<number | null>;
}

type Node = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];

/** No outline is read further. */
const most = 2_000;

/** A PDF's own outline, flat, in order; empty where it has none. */
export async function outlineOf(pdf: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = [];
  const walk = (nodes: readonly Node[], depth: number): void => {
    for (const { title, dest, items } of nodes) {
      if (entries.length >= most) return;
      const words = title.replaceAll(/\s+/g, ' ').trim();
      if (words !== '') entries.push({ title: words, depth, page: () => pageOf(pdf, dest) });
      walk(items, depth + 1);
    }
  };
  walk((await pdf.getOutline()) ?? [], 0);
  return entries;
}

async function pageOf(pdf: PDFDocumentProxy, dest: Node['dest']): Promise<number | null> {
  const place: unknown = (typeof dest === 'string' ? await pdf.getDestination(dest) : dest)?.[0];
  if (typeof place === 'number') return place + 1;
  return isRef(place) ? (await pdf.getPageIndex(place)) + 1 : null;
}

const isRef = (value: unknown): value is { num: number; gen: number } =>
  typeof value === 'object' &&
  value !== null &&
  'num' in value &&
  'gen' in value &&
  typeof value.num === 'number' &&
  typeof value.gen === 'number';

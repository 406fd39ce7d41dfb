import { type PDFPageProxy, TextLayer } from 'pdfjs-dist';
import { layerItems } from '#shared/layer-items.ts';
import { itemRanges, pageText, type PageText } from '#shared/page-text.ts';
import type { TextItem } from '#shared/text-item.ts';

/** A page's text where it stands on the screen. */
export interface LaidText {
  items: TextItem[];
  page: PageText;
  /** the element of each item; none where it holds nothing that is laid */
  elements: readonly (HTMLElement | undefined)[];
}

/** Lays the text of a page over its picture; null where the page has gone meanwhile. */
export async function layText(page: PDFPageProxy, box: HTMLElement): Promise<LaidText | null> {
  try {
    const content = await page.getTextContent({ disableNormalization: true });
    const items = content.items.filter((item) => 'str' in item);
    const laid = layerItems(items);
    box.replaceChildren();
    const layer = new TextLayer({
      textContentSource: { ...content, items: laid.map(({ item }) => item) },
      container: box,
      viewport: page.getViewport({ scale: 1 }),
    });
    await layer.render();
    const elements: (HTMLElement | undefined)[] = [];
    for (const [at, { index }] of laid.entries()) if (index !== null) elements[index] = layer.textDivs[at];
    return { items, page: pageText(items), elements };
  } catch {
    return null;
  }
}

/**
 * The places on the screen of a range of the page's text; none unless the words there are those that are `expected`:
 * nothing false is ever highlighted.
 */
export function rangesOf(text: LaidText, start: number, end: number, expected: string): Range[] {
  if (text.page.text.slice(start, end) !== expected) return [];
  return itemRanges(text.page, text.items, start, end).flatMap(({ item, from, to }) => {
    const node = text.elements[item]?.firstChild;
    if (!node || to > (node.nodeValue?.length ?? 0) || from >= to) return [];
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return [range];
  });
}

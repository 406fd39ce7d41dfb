import { type RefObject, useEffect } from 'react';
import { citedSentence } from './cited-sentence.ts';

const blocks = 'p, li, td, th, blockquote, h3, h4, h5, h6';

/** The text of a block without its markers, and where each of its text nodes begins in it. */
function readBlock(block: Element): { text: string; nodes: { node: Node; start: number }[] } {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest('.marker') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const nodes: { node: Node; start: number }[] = [];
  let text = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    nodes.push({ node, start: text.length });
    text += node.nodeValue ?? '';
  }
  return { text, nodes };
}

function sentenceRange(marker: Element): Range | null {
  const block = marker.closest(blocks);
  if (block === null) return null;
  const { text, nodes } = readBlock(block);
  const before = nodes.filter(
    ({ node }) => (node.compareDocumentPosition(marker) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  const last = before.at(-1);
  const found = citedSentence(text, last === undefined ? 0 : last.start + (last.node.nodeValue?.length ?? 0));
  if (found === null) return null;
  const [start, end] = found;
  const from = nodes.findLast((entry) => entry.start <= start);
  const to = nodes.findLast((entry) => entry.start < end);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(from.node, start - from.start);
  range.setEnd(to.node, end - to.start);
  return range;
}

/** Lights the sentences of a footnote's markers while it is pointed at. */
export function useLitSentence(body: RefObject<HTMLElement | null>, active: number | null): void {
  useEffect(() => {
    if (active === null || !('highlights' in CSS)) return undefined;
    const markers = body.current?.querySelectorAll(`.marker[data-footnote="${active}"]`) ?? [];
    const ranges = [...markers].map(sentenceRange).filter((range) => range !== null);
    CSS.highlights.set('cited', new Highlight(...ranges));
    return () => {
      CSS.highlights.delete('cited');
    };
  }, [body, active]);
}

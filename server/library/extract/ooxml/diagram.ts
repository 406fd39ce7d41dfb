import { plainWords } from './plain-words.ts';
import { childOf, descendantsOf, elementsOf, ownText, type XmlElement } from './xml.ts';

const maxDepth = 50;

/** What stands in a SmartArt graphic, a line per shape, from the top down. @param tree of its data part */
export function diagramText(tree: XmlElement | null): string[] {
  const words = new Map<string, string>();
  const below = new Map<string, { id: string; order: number }[]>();
  const children = new Set<string>();
  for (const point of elementsOf(childOf(tree, 'dgm:ptLst'))) {
    const { modelId, type = 'node' } = point.attributes;
    if (modelId === undefined || !/^(?:node|asst|doc)$/.test(type)) continue;
    words.set(modelId, wordsOf(point));
  }
  for (const link of elementsOf(childOf(tree, 'dgm:cxnLst'))) {
    const { srcId = '', destId = '', srcOrd, type = 'parOf' } = link.attributes;
    if (type !== 'parOf' || !words.has(srcId) || !words.has(destId) || children.has(destId)) continue;
    below.set(srcId, [...(below.get(srcId) ?? []), { id: destId, order: Number(srcOrd ?? 0) }]);
    children.add(destId);
  }
  const seen = new Set<string>();
  const lines = (id: string, depth: number): string[] => {
    if (seen.has(id) || depth > maxDepth) return [];
    seen.add(id);
    const parts = (below.get(id) ?? []).toSorted((a, b) => a.order - b.order);
    return [words.get(id) ?? '', ...parts.flatMap((part) => lines(part.id, depth + 1))];
  };
  const tops = Array.from(words.keys()).filter((id) => !children.has(id));
  return tops.flatMap((id) => lines(id, 0)).filter((line) => line !== '');
}

const wordsOf = (point: XmlElement): string =>
  Array.from(descendantsOf(point, 'a:p'), (paragraph) =>
    Array.from(descendantsOf(paragraph, 'a:t'), (run) => plainWords(ownText(run))).join(''),
  )
    .join(' ')
    .trim();

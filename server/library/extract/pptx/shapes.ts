import { childOf, elementsOf, type XmlElement } from '../ooxml/xml.ts';
import { bodyText, tableText } from './slide-text.ts';

/** A thing on a slide that says something. */
interface Shape {
  /** what it is there for, where the layout has a place for it: `title`, `body`, … */
  place: string | null;
  /** of its place among those of its kind */
  index: number;
  /** from the top and the left, in English Metric Units; null where the layout decides */
  at: { x: number; y: number } | null;
  text: string;
}

export interface SlideText {
  /** null where it has none */
  title: string | null;
  /** what its shapes say, as one reads them */
  texts: string[];
}

const titles = new Set(['title', 'ctrTitle']);
/** The same on every slide: date, footer and number. */
const furniture = new Set(['dt', 'ftr', 'sldNum', 'hdr', 'sldImg']);

/**
 * What a slide, or a page of notes, says: its title, then its layout's places in their order, then everything else from
 * the top to the bottom.
 *
 * @param tree     of the slide's part
 * @param diagrams lines of SmartArt graphics by the id of their relationship
 */
export function slideText(tree: XmlElement, diagrams: ReadonlyMap<string, readonly string[]>): SlideText {
  const root = childOf(childOf(tree, 'p:cSld'), 'p:spTree');
  const shapes = root ? shapesOf(root, diagrams).filter(({ text }) => text !== '') : [];
  const title = shapes.find(({ place }) => place !== null && titles.has(place));
  const others = shapes.filter((shape) => shape !== title && !furniture.has(shape.place ?? ''));
  const placed = others.filter(({ place }) => place !== null).toSorted((a, b) => a.index - b.index);
  const free = others.filter(({ place }) => place === null).toSorted(readingOrder);
  return {
    title: title?.text.replaceAll(/\s+/g, ' ') ?? null,
    texts: [...placed, ...free].map(({ text }) => text),
  };
}

/** What the notes of a page of notes say. */
export const notesText = (tree: XmlElement): string => {
  const root = childOf(childOf(tree, 'p:cSld'), 'p:spTree');
  return root
    ? shapesOf(root, new Map())
        .filter(({ place, text }) => place === 'body' && text !== '')
        .map(({ text }) => text)
        .join('\n')
    : '';
};

function shapesOf(group: XmlElement, diagrams: ReadonlyMap<string, readonly string[]>): Shape[] {
  return Array.from(elementsOf(group)).flatMap((element): Shape[] => {
    switch (element.name) {
      case 'p:sp':
      case 'p:cxnSp':
        return [shape(element, bodyText(childOf(element, 'p:txBody')))];
      case 'p:grpSp': {
        // what belongs together is read together
        const parts = shapesOf(element, diagrams).filter(({ text }) => text !== '');
        const text = parts.toSorted(readingOrder).map((part) => part.text);
        return [{ place: null, index: 0, at: positionOf(childOf(element, 'p:grpSpPr')), text: text.join('\n') }];
      }
      case 'p:graphicFrame':
        return [shape(element, graphicText(element, diagrams))];
      case 'mc:AlternateContent':
        for (const form of elementsOf(element)) {
          const found = shapesOf(form, diagrams);
          if (found.some(({ text }) => text !== '')) return found;
        }
        return [];
      default:
        return [];
    }
  });
}

function shape(element: XmlElement, text: string): Shape {
  const properties = childOf(Array.from(elementsOf(element))[0], 'p:nvPr');
  const place = childOf(properties, 'p:ph');
  return {
    place: place ? (place.attributes.type ?? 'obj') : null,
    index: Number(place?.attributes.idx ?? 0) || 0,
    at: positionOf(childOf(element, 'p:spPr') ?? element),
    text,
  };
}

function graphicText(frame: XmlElement, diagrams: ReadonlyMap<string, readonly string[]>): string {
  const data = childOf(childOf(frame, 'a:graphic'), 'a:graphicData');
  const table = childOf(data, 'a:tbl');
  if (table) return tableText(table);
  return (diagrams.get(childOf(data, 'dgm:relIds')?.attributes['r:dm'] ?? '') ?? []).join('\n');
}

function positionOf(properties: XmlElement | null): Shape['at'] {
  const offset = childOf(childOf(properties, 'a:xfrm') ?? childOf(properties, 'p:xfrm'), 'a:off');
  return offset ? { x: Number(offset.attributes.x) || 0, y: Number(offset.attributes.y) || 0 } : null;
}

/** Line by line; things whose tops differ by less than a line's height stand in one line. */
function readingOrder(a: Shape, b: Shape): number {
  const line = ({ at }: Shape): number => Math.round((at?.y ?? 0) / lineHeight);
  return line(a) - line(b) || (a.at?.x ?? 0) - (b.at?.x ?? 0);
}

/** A quarter of an inch. */
const lineHeight = 228_600;

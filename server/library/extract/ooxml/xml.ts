import { SaxesParser } from 'saxes';
import { Unreadable } from '../page-source.ts';
import { Namespaces } from './namespaces.ts';

/** An element with everything in it; names have the prefixes of `namespaces.ts`. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
}

/** What is done with an element: its children are entered one by one, it is taken whole, or passed over. */
type Way = 'inside' | 'whole' | 'skip';

export interface XmlVisitor {
  enter(name: string, attributes: Readonly<Record<string, string>>): Way;
  /** An element that was to be taken whole. */
  whole(element: XmlElement): void;
  /** The end of one whose children were entered. */
  leave?(name: string): void;
}

const maxDepth = 256;
/** of an element that is taken whole */
const maxElements = 400_000;

/**
 * Reads XML as it comes, without ever having more of it in memory than the element that is being taken whole. Nothing
 * is expanded or fetched: a document type, as entities need one, ends the reading.
 *
 * @throws Unreadable when it is not well-formed, nested too deeply or has an element that is too large
 */
export async function walkXml(content: AsyncIterable<Uint8Array>, visitor: XmlVisitor): Promise<void> {
  const parser = new SaxesParser({ position: false, xmlns: false } as const);
  const namespaces = new Namespaces();
  /** open elements that are being taken whole, outermost first */
  const open: XmlElement[] = [];
  let depth = 0;
  let elements = 0;
  /** depth of the element that is passed over */
  let skipped: number | null = null;

  parser.on('doctype', () => {
    throw new Unreadable('A part of it declares a document type, as no document does.');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > maxDepth) throw new Unreadable('Its parts are nested too deeply.');
    if (skipped !== null) return;
    namespaces.enter(depth, tag.attributes);
    const name = namespaces.element(tag.name);
    const attributes = namespaces.attributes(tag.attributes);
    const around = open.at(-1);
    const way = around ? 'whole' : visitor.enter(name, attributes);
    if (way === 'skip') skipped = depth;
    if (way !== 'whole') return;
    elements = around ? elements + 1 : 0;
    if (elements > maxElements) throw new Unreadable('A paragraph or table row of it is too large to be read.');
    const element: XmlElement = { name, attributes, children: [] };
    around?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    open.at(-1)?.children.push(text);
  });
  parser.on('cdata', (text) => {
    open.at(-1)?.children.push(text);
  });
  parser.on('closetag', (tag) => {
    if (skipped === null || skipped === depth) {
      const element = open.pop();
      if (element && open.length === 0) visitor.whole(element);
      else if (!element && skipped === null) visitor.leave?.(namespaces.element(tag.name));
      namespaces.leave(depth);
      skipped = null;
    }
    depth -= 1;
  });

  try {
    for await (const text of decoded(content)) parser.write(text);
    parser.close();
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable('The file is broken: a part of it is not well-formed.', { cause: error });
  }
}

/** The whole of a small document. @throws Unreadable as `walkXml`, also when there is nothing */
export async function readXml(content: AsyncIterable<Uint8Array>): Promise<XmlElement> {
  const roots: XmlElement[] = [];
  await walkXml(content, { enter: () => 'whole', whole: (element) => roots.push(element) });
  const [root] = roots;
  if (root === undefined) throw new Unreadable('The file is broken: a part of it is empty.');
  return root;
}

/** XML in a package is UTF-8 or UTF-16; how it begins tells which. */
async function* decoded(content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const chunk of content) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder?.decode() ?? '';
}

function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return 'utf-8';
}

export function* elementsOf(element: XmlElement | null | undefined): Generator<XmlElement> {
  for (const child of element?.children ?? []) if (typeof child !== 'string') yield child;
}

/** The first child of that name. */
export function childOf(element: XmlElement | null | undefined, name: string): XmlElement | null {
  for (const child of elementsOf(element)) if (child.name === name) return child;
  return null;
}

/** The elements of that name, at any depth, in order; not those within one another. */
export function* descendantsOf(element: XmlElement | null, name: string): Generator<XmlElement> {
  for (const child of elementsOf(element)) {
    if (child.name === name) yield child;
    else yield* descendantsOf(child, name);
  }
}

/** The text that stands directly in an element. */
export const ownText = (element: XmlElement): string =>
  element.children.filter((child) => typeof child === 'string').join('');

/** OOXML's way to say yes or no: an element that is there says yes, unless its value denies it. */
export function isOn(element: XmlElement | null): boolean {
  if (element === null) return false;
  const value = element.attributes['w:val'] ?? element.attributes['m:val'] ?? element.attributes.val ?? '1';
  return !/^(?:0|false|off)$/i.test(value);
}

import { decodeMarkers, withoutCode } from './marker-code.ts';

/** As much of a Markdown tree as is looked at here. */
interface Node {
  type: string;
  value?: string;
  alt?: string | null;
  url?: string;
  children?: Node[];
  data?: object;
}

const marker = (number: number): Node => ({
  type: 'emphasis',
  children: [],
  data: { hName: 'sup', hProperties: { 'data-footnote': String(number) } },
});

const withMarkers = (text: string): Node[] =>
  decodeMarkers(text).map((part) => (typeof part === 'number' ? marker(part) : { type: 'text', value: part }));

function replace(node: Node): Node[] {
  switch (node.type) {
    case 'text':
      return withMarkers(node.value ?? '');
    case 'html':
      // Never HTML: what was written is shown as it was written.
      return withMarkers(node.value ?? '');
    case 'image':
    case 'imageReference':
      // Never loaded: what the picture says of itself stands in its place.
      return withMarkers(node.alt ?? '');
    case 'code':
    case 'inlineCode':
      return [{ ...node, value: withoutCode(node.value ?? '') }];
    case 'link':
      replaceChildren(node);
      return [{ ...node, url: withoutCode(node.url ?? '') }];
    default:
      replaceChildren(node);
      return [node];
  }
}

function replaceChildren(parent: Node): void {
  if (parent.children !== undefined) parent.children = parent.children.flatMap(replace);
}

/** A remark plugin: written markers become `sup` elements with their number; HTML and pictures become their words. */
export const remarkFootnotes = () => (tree: Node) => replaceChildren(tree);

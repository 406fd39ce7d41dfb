import { withoutCode } from './block-code.ts';
import { decodeFormulas, type SetFormula } from './formula-code.ts';
import { decodeMarkers } from './marker-code.ts';

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

const formula = ({ source, tex, display }: SetFormula): Node => ({
  type: 'emphasis',
  children: [],
  data: {
    hName: 'span',
    hProperties: { 'data-source': source, 'data-tex': tex, ...(display ? { 'data-display': 'true' } : {}) },
  },
});

const withFormulas = (text: string): Node[] =>
  decodeFormulas(text).map((part) => (typeof part === 'string' ? { type: 'text', value: part } : formula(part)));

const withMarks = (text: string): Node[] =>
  decodeMarkers(text).flatMap((part) => (typeof part === 'number' ? [marker(part)] : withFormulas(part)));

function replace(node: Node): Node[] {
  switch (node.type) {
    case 'text':
      return withMarks(node.value ?? '');
    case 'html':
      // Never HTML: what was written is shown as it was written.
      return withMarks(node.value ?? '');
    case 'image':
    case 'imageReference':
      // Never loaded: what the picture says of itself stands in its place.
      return withMarks(node.alt ?? '');
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

/**
 * A remark plugin: written markers become `sup` elements with their number, written formulas `span` elements with their
 * TeX; HTML and pictures become their words.
 */
export const remarkFootnotes = () => (tree: Node) => replaceChildren(tree);

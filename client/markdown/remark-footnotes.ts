import type { PhrasingContent, Root, RootContent } from 'mdast';
import { decodeMarkers, withoutCode } from './marker-code.ts';

const marker = (number: number): PhrasingContent => ({
  type: 'emphasis',
  children: [],
  data: { hName: 'sup', hProperties: { 'data-footnote': String(number) } },
});

const withMarkers = (text: string): PhrasingContent[] =>
  decodeMarkers(text).map((part) => (typeof part === 'number' ? marker(part) : { type: 'text', value: part }));

function replace(node: RootContent): RootContent[] {
  switch (node.type) {
    case 'text':
      return withMarkers(node.value);
    case 'html':
      // Never HTML: what was written is shown as it was written.
      return withMarkers(node.value);
    case 'image':
    case 'imageReference':
      // Never loaded: what the picture says of itself stands in its place.
      return withMarkers(node.alt ?? '');
    case 'code':
    case 'inlineCode':
      return [{ ...node, value: withoutCode(node.value) }];
    case 'link':
      replaceChildren(node);
      return [{ ...node, url: withoutCode(node.url) }];
    default:
      if ('children' in node) replaceChildren(node);
      return [node];
  }
}

function replaceChildren(parent: { children: RootContent[] }): void {
  parent.children = parent.children.flatMap(replace);
}

/** A remark plugin: written markers become `sup` elements with their number; HTML and pictures become their words. */
export const remarkFootnotes = () => (tree: Root) => replaceChildren(tree);

import type { Nodes, PhrasingContent } from 'mdast';

/** The words of a line. */
export const inline = (nodes: readonly PhrasingContent[]): string => nodes.map(inlineOf).join('');

/** The words of a part of a line. */
export function inlineOf(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value;
    case 'break':
      return '\n';
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'html':
      return withoutTags(node.value);
    case 'footnoteReference':
      return `[${node.label ?? node.identifier}]`;
    default:
      return 'children' in node ? node.children.map(inlineOf).join('') : '';
  }
}

/** Without comments and tags; where a line ended, it does. */
export const withoutTags = (html: string): string =>
  html
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replaceAll(/<(?:br|\/p|\/li|\/tr|\/h[1-6])\b[^>]*>/gi, '\n')
    .replaceAll(/<\/?[a-z][^>]*>/gi, '')
    .replaceAll(/\n{3,}/g, '\n\n');

import { decodeNamedCharacterReference } from 'decode-named-character-reference';
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

const lineElements =
  'address|article|aside|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|legend|li|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|title|tr|ul';
const wordElements =
  'a|abbr|audio|b|bdi|bdo|big|button|cite|code|col|colgroup|data|del|dfn|em|font|i|iframe|img|input|ins|kbd|label|link|mark|meta|meter|object|picture|progress|q|rp|rt|ruby|s|samp|select|small|source|span|strike|strong|sub|sup|time|tt|u|var|video|wbr';
/** Attributes have values: `a<b then c>d` is no tag. */
const tag = (names: string): RegExp =>
  new RegExp(`</?(?:${names})(?:\\s+(?:[^<>]*=[^<>]*|open|disabled|checked|controls))?\\s*/?>`, 'gi');
const ofLines = tag(lineElements);
const ofCells = tag('td|th');
const ofWords = tag(wordElements);

/** What HTML says: without comments, scripts and tags, with line breaks where it has them, and tabs between cells. */
export const withoutTags = (html: string): string =>
  html
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replaceAll(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replaceAll(/<\/t[dh]\s*>\s*(?=<t[dh]\b)/gi, '\t')
    .replaceAll(/<img\b[^<>]*?\balt="([^"<>]*)"[^<>]*>/gi, '$1')
    .replaceAll(ofLines, '\n')
    .replaceAll(ofCells, '')
    .replaceAll(ofWords, '')
    .replaceAll(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z\d]{2,31});/gi, (whole, name: string) => decoded(name) ?? whole)
    .replaceAll(/[^\S\n\t]*\n\s*/g, '\n');

function decoded(name: string): string | null {
  if (!name.startsWith('#')) return decodeNamedCharacterReference(name) || null;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code >= 32 && code <= 0x10_ffff && !(code >= 0xd8_00 && code <= 0xdf_ff) ? String.fromCodePoint(code) : null;
}

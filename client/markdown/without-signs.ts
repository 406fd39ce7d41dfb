const signs: readonly (readonly [RegExp, string])[] = [
  [/^ {0,3}(?:`{3,}|~{3,}).*$\n?/gm, ''],
  [/^ {0,3}#{1,6}[ \t]+/gm, ''],
  [/^ {0,3}(?:> ?)+/gm, ''],
  [/(\*\*|__)(?=\S)(.*?\S)\1/g, '$2'],
  [/(?<![\w*])\*(?=\S)([^*\n]*\S)\*(?![\w*])/g, '$1'],
  [/`([^`\n]+)`/g, '$1'],
  [/ ?\[\d{1,3}\]/g, ''],
];

/**
 * An answer's words without the common signs of Markdown and its footnote markers, line by line as they stand: for what is
 * shown before the reader of Markdown is there, and far from where anybody looks. Lists and tables keep their signs.
 */
export const withoutSigns = (markdown: string): string =>
  signs.reduce((text, [sign, instead]) => text.replaceAll(sign, instead), markdown);

/**
 * A piece of a page as it is shown: in the source's own characters, with line breaks as blanks and line-end hyphens
 * joined. Before a capital or a digit the hyphen is the word's own and stays.
 */
export const quotationText = (source: string): string =>
  source
    .replaceAll(/\u00ad\s*[\n\r\u2028\u2029]\s*/gu, '')
    .replaceAll(/(?<=\p{L}\p{M}*)[-\u2010]\s*[\n\r\u2028\u2029]\s*(?=\p{Ll})/gu, '')
    .replaceAll(/(?<=[\p{L}\p{N}]\p{M}*[-\u2010\u2011])\s*[\n\r\u2028\u2029]\s*(?=[\p{L}\p{N}])/gu, '')
    .replaceAll(/\s*[\n\r\u2028\u2029]\s*|[ \t]+/gu, ' ')
    .trim();

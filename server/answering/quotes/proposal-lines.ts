/** What a model proposes to quote: words, and the number of the passage in which it says they stand. */
export interface Proposal {
  /** null where it named none */
  passage: number | null;
  words: string;
}

const closing: Record<string, string> = {
  '“': '”“"',
  '„': '“”"',
  '"': '"”',
  '«': '»',
  '»': '«',
  '「': '」',
  '『': '』',
};
const bullet = /^(?:\s*>)*\s*(?:(?:[-*•+]|\d{1,2}[.)])\s+)?(?=\S)/u;
const number =
  /^(?:\*\*)?(?:\[(?:passages?\s*)?#?(\d{1,3})(?:[,;–-][\d\s,;–-]*)?\]|\((\d{1,3})\)|<(\d{1,3})>|passage\s*#?(\d{1,3})(?!\d))(?:\*\*)?(?:\s*\[\d{1,3}\])*\s*(?:[:)–—-]+\s+|:)?\s*/iu;
const numberBehind = /^[\s.,;)–—-]*(?:\(?passage\s*#?|[[(<])(\d{1,3})(?!\d)/iu;
const trailingMarkers = /(?:\s*(?<!\\)\[\d{1,3}\])+[.\s]*$/u;

/** A line without list marks and quotation signs. */
export const withoutBullet = (line: string): string => line.replace(bullet, '').trimEnd();

/** The passage's number that a line begins with, and what stands behind it; null without one. */
export function readNumber(line: string): { passage: number; rest: string } | null {
  const match = number.exec(line);
  const digits = match?.slice(1).find((group) => group !== undefined);
  return match && digits !== undefined ? { passage: Number(digits), rest: line.slice(match[0].length) } : null;
}

/** Where the quotation that a text begins with ends, its marks included; -1 while it is open, null where none begins. */
export function endOfQuotation(text: string): number | null {
  const marks = closing[text.charAt(0)];
  if (marks === undefined) return null;
  for (let at = text.length - 1; at > 0; at -= 1) if (marks.includes(text.charAt(at))) return at + 1;
  return -1;
}

/** The words behind a passage's number: between quotation marks where they begin with one, else all of it. */
export function wordsBehind(rest: string): string {
  const end = endOfQuotation(rest);
  if (end !== null && end > 0) return rest.slice(0, end);
  return rest.replace(trailingMarkers, '');
}

/** Quotations within a line of prose, each with the number that stands right behind it. */
export function quotationsIn(line: string): Proposal[] {
  return Array.from(line.matchAll(/“[^”]+”|„[^“”]+[“”]|«[^»]+»|"[^"]+"|「[^」]+」/gu), ({ 0: words, index }) => {
    const digits = numberBehind.exec(line.slice(index + words.length))?.[1];
    return { passage: digits === undefined ? null : Number(digits), words };
  });
}

const field =
  /"(passage|number|source|n)"\s*:\s*"?\[?(\d{1,3})|"(?:quote|quotation|words|text)"\s*:\s*"((?:[^"\\]|\\.)*)"/giu;

/** What a line of JSON holds, in its order: passages' numbers and words. */
export function readJson(line: string): ({ passage: number } | { words: string })[] {
  return Array.from(line.matchAll(field), ([, , digits, words]) =>
    words === undefined ? { passage: Number(digits) } : { words: unescapeJson(words) },
  );
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: ' ', f: ' ' };

/** As JSON reads it; what is no escape there stays as it is. */
const unescapeJson = (text: string): string =>
  text.replaceAll(/\\(?:u([0-9a-f]{4})|([ntrbf"\\/]))/giu, (_, hex: string | undefined, char: string | undefined) =>
    hex === undefined ? (escapes[char ?? ''] ?? char ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );

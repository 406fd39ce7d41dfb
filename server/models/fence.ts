import { escapeMarkers } from '#shared/markers.ts';
import type { Passage } from '#shared/passage.ts';

/** A passage as it stands in a prompt; its number is what the model writes in its markers. */
export interface FencedPassage {
  number: number;
  document: string;
  page: number;
  text: string;
}

/**
 * Writes passages, numbered from 1 in the order given, as data between marks that none of them contains, so that nothing
 * in a document can end its fence or pass for another one. Bracketed numbers in them are escaped: they are the source's,
 * not footnotes.
 *
 * @param others texts that go into the same prompt; the marks do not occur in them either
 * @returns      the fenced text and the name of its marks, `<mark …>` and `</mark>`
 */
export function fencePassages(
  passages: readonly Pick<Passage, 'documentName' | 'page' | 'text'>[],
  others: readonly string[],
): { mark: string; text: string } {
  const clean = passages.map(({ documentName, page, text }, index) => ({
    head: `number="${index + 1}" document="${oneLine(documentName)}" page="${page}"`,
    text: escapeMarkers(text),
  }));
  return fence(clean, others);
}

/** Notes as they stand in a prompt: their markers are footnotes and stay. */
export interface FencedNotes {
  document: string;
  /** `3`, or `26–50` */
  pages: string;
  text: string;
}

/** Writes notes on documents as data between marks, as `fencePassages` does passages. */
export function fenceNotes(notes: readonly FencedNotes[], others: readonly string[]): { mark: string; text: string } {
  const clean = notes.map(({ document, pages, text }) => ({
    head: `document="${oneLine(document)}" pages="${pages}"`,
    text,
  }));
  return fence(clean, others);
}

function fence(blocks: readonly { head: string; text: string }[], others: readonly string[]) {
  const mark = chooseMark([...blocks.flatMap(({ head, text }) => [head, text]), ...others]);
  return { mark, text: blocks.map(({ head, text }) => `<${mark} ${head}>\n${text}\n</${mark}>`).join('\n\n') };
}

/** Reads what `fencePassages` wrote, and what stands behind it. */
export function readFenced(prompt: string): { passages: FencedPassage[]; rest: string } {
  const mark = /<(passage-[0-9a-z]{7}) number="/.exec(prompt)?.[1];
  if (mark === undefined) return { passages: [], rest: prompt };
  const passages: FencedPassage[] = [];
  const block = new RegExp(
    `<${mark} number="(\\d+)" document="([^"]*)" page="(\\d+)">\\n([\\s\\S]*?)\\n</${mark}>`,
    'g',
  );
  let end = 0;
  for (const match of prompt.matchAll(block)) {
    const [whole, number, document = '', page, text = ''] = match;
    passages.push({ number: Number(number), document, page: Number(page), text });
    end = match.index + whole.length;
  }
  return { passages, rest: prompt.slice(end) };
}

const oneLine = (name: string): string => escapeMarkers(name.replace(/[\s"<>\p{Cc}]+/gu, ' ').trim());

function chooseMark(texts: readonly string[]): string {
  for (let salt = 0; ; salt += 1) {
    const mark = `passage-${hash(texts, salt).toString(36).padStart(7, '0')}`;
    if (!texts.some((text) => text.includes(mark))) return mark;
  }
}

/** FNV-1a, 32 bits. */
function hash(texts: readonly string[], salt: number): number {
  let value = 0x811c9dc5 ^ salt;
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value >>> 0;
}

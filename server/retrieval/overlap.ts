import { stopWords } from '#shared/stop-words.ts';

const silent: ReadonlySet<string> = new Set(Object.values(stopWords).flatMap((words) => [...words]));
const word = /[\p{L}\p{N}]{3,}/gu;
/** Scripts that write no spaces: their letters count in pairs. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{2}/u;

/** What a text says, for comparing it with others: its words, each once, as ascending numbers. */
export function gistOf(text: string): Uint32Array {
  const hashes = new Set<number>();
  for (const [found] of text.toLowerCase().matchAll(word)) {
    if (unspaced.test(found)) {
      for (let at = 0; at + 1 < found.length; at += 1) hashes.add(hash(found.slice(at, at + 2)));
    } else if (!silent.has(found)) hashes.add(hash(found));
  }
  return Uint32Array.from(hashes).sort();
}

/** Shared words of all words, 0..1 (Jaccard). */
export function overlap(one: Uint32Array, other: Uint32Array): number {
  let shared = 0;
  for (let at = 0, of = 0; at < one.length && of < other.length;) {
    const mine = one[at] ?? 0;
    const its = other[of] ?? 0;
    if (mine === its) shared += 1;
    if (mine <= its) at += 1;
    if (its <= mine) of += 1;
  }
  const all = one.length + other.length - shared;
  return all === 0 ? 0 : shared / all;
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

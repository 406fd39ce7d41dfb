import { stopWords } from '#shared/stop-words.ts';

/** FNV-1a over UTF-16 units; of its bits those count that make a small integer, which costs no memory in a set. */
const start = 0x811c9dc5;
const add = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
const hashOf = (text: string): number => {
  let hash = start;
  for (let at = 0; at < text.length; at += 1) hash = add(hash, text.charCodeAt(at));
  return hash >>> 2;
};

const shortest = 3;
const silent: ReadonlySet<number> = new Set(Object.values(stopWords).flatMap((words) => Array.from(words, hashOf)));

const kinds = { unknown: 0, gap: 1, letter: 2, unspaced: 3 };
/** What each UTF-16 unit is, found out when it is first met. */
const kindOf = new Uint8Array(0x10000);
const letter = /[\p{L}\p{N}\p{Cs}]/u;
/** Scripts that write no spaces: their letters count in pairs. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function look(unit: number): number {
  const text = String.fromCharCode(unit);
  const kind = unspaced.test(text) ? kinds.unspaced : letter.test(text) ? kinds.letter : kinds.gap;
  kindOf[unit] = kind;
  return kind;
}

/** What a text says, for comparing it with others: its words, each once, as ascending numbers. */
export function gistOf(text: string): Uint32Array {
  const lower = text.toLowerCase();
  const hashes = new Set<number>();
  let hash = start;
  let length = 0;
  let before = 0;
  for (let at = 0; at <= lower.length; at += 1) {
    const unit = at < lower.length ? lower.charCodeAt(at) : 0;
    const kind = kindOf[unit] || look(unit);
    if (kind === kinds.letter) {
      hash = add(hash, unit);
      length += 1;
    } else if (length > 0) {
      if (length >= shortest && !silent.has(hash >>> 2)) hashes.add(hash >>> 2);
      hash = start;
      length = 0;
    }
    if (kind === kinds.unspaced && before > 0) hashes.add(add(add(start, before), unit) >>> 2);
    before = kind === kinds.unspaced ? unit : 0;
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

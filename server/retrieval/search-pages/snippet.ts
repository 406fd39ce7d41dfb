import type { Match } from './matches.ts';

/** Characters of a page that are seen together with a hit. */
const snippetChars = 180;
/** What stands further apart is not one hit. */
const hitChars = 120;

/** A stretch of text that holds as much as possible of what is looked for. */
export interface Cluster {
  start: number;
  end: number;
  /** how many of the things that are looked for */
  kinds: number;
}

/**
 * The best stretches of a text, each at most 120 characters long unless one match is longer, none in another: those that
 * hold most first, then those that stand first.
 *
 * @param matches in order
 */
export function clustersOf(matches: readonly Match[], count: number): Cluster[] {
  const all = matches.map(({ start }, from) => {
    const inside = matches.slice(from).filter((match, at) => at === 0 || match.end - start <= hitChars);
    const kinds = new Set(inside.map(({ of }) => of));
    // no further than to the last thing that is new
    const last = Math.max(...[...kinds].map((of) => inside.find((match) => match.of === of)?.end ?? 0));
    return { start, end: last, kinds: kinds.size };
  });
  const best = all.toSorted((one, other) => other.kinds - one.kinds || one.start - other.start);
  const chosen: Cluster[] = [];
  for (const cluster of best) {
    if (chosen.length >= count) break;
    const isFar = chosen.every(
      ({ start, end }) => cluster.start > end + snippetChars || cluster.end < start - snippetChars,
    );
    if (isFar) chosen.push(cluster);
  }
  return chosen;
}

/** The words around a place in a text, cut between words, on one line: as many characters as in the text. */
export function snippetAround(text: string, start: number, end: number): string {
  const around = Math.max(0, snippetChars - (end - start));
  const from = Math.max(0, start - Math.floor(around / 3));
  const until = Math.min(text.length, end + Math.ceil((2 * around) / 3));
  const first = from === 0 ? 0 : from + wordStart(text.slice(from, start));
  const last = until === text.length ? until : end + wordEnd(text.slice(end, until));
  return text.slice(first, last).replaceAll(/\s/gu, ' ').toWellFormed().trim();
}

/** Behind the first blank; where there is none, at the beginning. */
const wordStart = (before: string): number => before.search(/\s/u) + 1;

/** Before the last blank; where there is none, at the end. */
function wordEnd(behind: string): number {
  const blank = behind.search(/\s\S*$/u);
  return blank < 0 ? behind.length : blank;
}

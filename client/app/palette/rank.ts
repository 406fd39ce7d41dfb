/** Something that can be gone to or done. */
export interface Entry {
  id: string;
  group: string;
  label: string;
  /** stands beside it, softer */
  note?: string;
  /** further words that find it */
  also?: string;
  run: () => void;
}

const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** How well an entry fits, 0 for not at all: every word must be in it; the beginning of it, then of its words, count most. */
export function fit({ label, also = '' }: Entry, query: string): number {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const name = fold(label);
  const starts = ` ${`${name} ${fold(also)}`.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')}`;
  if (!words.every((word) => name.includes(word) || starts.includes(` ${word}`))) return 0;
  if (name.startsWith(words[0] ?? '')) return 3;
  return words.every((word) => starts.includes(` ${word}`)) ? 2 : 1;
}

/** The entries that fit, groups in their order, within each the best first. */
export function rank(entries: readonly Entry[], query: string): Entry[] {
  const fitting = entries.map((entry) => ({ entry, score: fit(entry, query) })).filter(({ score }) => score > 0);
  const groups = Map.groupBy(fitting, ({ entry }) => entry.group);
  return [...groups.values()].flatMap((group) =>
    group.toSorted((one, other) => other.score - one.score).map(({ entry }) => entry),
  );
}

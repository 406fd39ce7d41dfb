/** Runs a task when those before it under the same key are done; undefined where the line is too long. */
export type Line = <T>(key: string, task: () => Promise<T>) => Promise<T | undefined>;

/** @param longest tasks that may wait or run under one key */
export function createLine(longest: number): Line {
  const lines = new Map<string, { last: Promise<unknown>; length: number }>();
  return async (key, task) => {
    const line = lines.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (line.length >= longest) return undefined;
    lines.set(key, line);
    line.length += 1;
    const mine = line.last.then(task);
    line.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      line.length -= 1;
      if (line.length === 0) lines.delete(key);
    }
  };
}

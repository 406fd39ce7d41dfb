import type { LogEntry } from './run-log.ts';

/**
 * Joins runs of neighbouring token events into one each, under the last id: what a watcher that fell behind is sent.
 * Order, offsets and text stay true.
 */
export function mergeTokens(entries: readonly LogEntry[]): LogEntry[] {
  const merged: LogEntry[] = [];
  let texts: string[] = [];
  let offset = 0;
  let lastId = '';
  const flush = () => {
    if (texts.length > 0) merged.push({ id: lastId, event: { type: 'token', offset, text: texts.join('') } });
    texts = [];
  };
  for (const entry of entries) {
    if (entry.event.type !== 'token') {
      flush();
      merged.push(entry);
      continue;
    }
    if (texts.length === 0) offset = entry.event.offset;
    texts.push(entry.event.text);
    lastId = entry.id;
  }
  flush();
  return merged;
}

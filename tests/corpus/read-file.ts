import type { DocumentKind } from '#shared/document.ts';
import { Unreadable } from '#server/library/extract/page-source.ts';
import { readDocument } from '#server/library/extract/read-document.ts';
import type { ReadPage } from '#server/library/extract/read-pages.ts';
import { childrenOf, memoryOf, processorSeconds } from '../harness/process-memory.ts';

/** What came of reading a file. */
export interface Reading {
  pages: ReadPage[];
  /** pages that the file has */
  count: number;
  /** processor time that the reading process took */
  seconds: number;
  /** of the reading process at its most, in bytes */
  memory: number;
  /** why it cannot be read; null where it can */
  refused: string | null;
}

const lookMs = 200;

/** Reads a file as the server does: in a reading process, batch after batch. */
export async function readFile(path: string, kind: DocumentKind): Promise<Reading> {
  const reading: Reading = { pages: [], count: 0, seconds: 0, memory: 0, refused: null };
  const looking = setInterval(() => void look(reading), lookMs);
  try {
    for await (const batch of readDocument({ path, kind, from: 1, heading: null }, new AbortController().signal)) {
      reading.count = batch.pages;
      reading.pages.push(...batch.read);
      await look(reading);
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    reading.refused = error.message;
  } finally {
    clearInterval(looking);
  }
  return reading;
}

async function look(reading: Reading): Promise<void> {
  for (const pid of await childrenOf(process.pid)) {
    reading.memory = Math.max(reading.memory, (await memoryOf(pid)).most);
    reading.seconds = Math.max(reading.seconds, await processorSeconds(pid));
  }
}

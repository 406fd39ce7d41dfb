import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPages } from '#server/library/extract/read-pages.ts';
import { passageIdOf } from '#server/library/store-pages.ts';
import type { MadeFile } from './files.ts';

/** A page or a passage as one line, to be compared. */
export const pageLine = ({ page, heading, text }: { page: number; heading: string | null; text: string }): string =>
  JSON.stringify([page, heading, text]);

export const passageLine = (passage: {
  passageId: string;
  page: number;
  start: number;
  end: number;
  heading: string | null;
  text: string;
}): string => {
  const { passageId, page, start, end, heading, text } = passage;
  return JSON.stringify([page, start, end, passageId, heading, text]);
};

/** What is to be stored of a file that nothing disturbs: its pages and passages, in order. */
export async function readCleanly({ content, kind }: MadeFile, documentId: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-clean-'));
  const path = join(folder, 'file');
  try {
    await writeFile(path, content);
    const lines: string[] = [];
    for await (const { read } of readPages({ path, kind, from: 1, heading: null })) {
      for (const { page, heading, text, passages } of read) {
        lines.push(pageLine({ page, heading, text }));
        for (const { start, end, heading: section, text: said } of passages) {
          const passageId = passageIdOf(documentId, page, start, end, said);
          lines.push(passageLine({ passageId, page, start, end, heading: section, text: said }));
        }
      }
    }
    return lines.toSorted();
  } finally {
    await rm(folder, { recursive: true });
  }
}

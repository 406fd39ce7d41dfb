import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDocx } from '#server/library/extract/docx/docx.ts';
import type { SourcePage } from '#server/library/extract/page-source.ts';
import { openPptx } from '#server/library/extract/pptx/pptx.ts';

/** The pages of an Office file, read in this process. @throws Unreadable */
export async function readOffice(content: Uint8Array, kind: 'docx' | 'pptx'): Promise<SourcePage[]> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-office-'));
  const path = join(folder, 'file');
  try {
    await writeFile(path, content);
    const source = await (kind === 'docx' ? openDocx(path) : openPptx(path));
    const pages: SourcePage[] = [];
    for (let page = 1; page <= source.pages; page += 1) pages.push(await source.read(page));
    return pages;
  } finally {
    await rm(folder, { recursive: true });
  }
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

type Manual = { title: string; questions: { question: string; pages: number[]; evidence: string }[] };

/**
 * Looks for each question's evidence on the first page that is given for it.
 *
 * @param manual its questions; page numbers count the pages of the PDF from 1
 * @param file   path of the PDF
 * @returns      the questions whose evidence is not there; null when `pdftotext` is not installed
 */
export async function questionsWithoutEvidence(manual: Manual, file: string): Promise<string[] | null> {
  const missing: string[] = [];
  for (const { question, pages, evidence } of manual.questions) {
    const text = await pageText(file, pages[0] ?? 1);
    if (text === null) return null;
    if (!folded(text).includes(folded(evidence))) missing.push(question);
  }
  return missing;
}

/** The text of one page, empty when there is no such page, null when `pdftotext` is not installed. */
async function pageText(file: string, page: number): Promise<string | null> {
  try {
    return (await run('pdftotext', ['-f', String(page), '-l', String(page), file, '-'])).stdout;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    return '';
  }
}

/** Line breaks, line-end hyphens and curly apostrophes differ between extractors; the words do not. */
function folded(text: string): string {
  return text
    .replaceAll('’', "'")
    .replaceAll(/(\p{L})-\n(?=\p{Ll})/gu, '$1')
    .replaceAll(/\s+/gu, ' ');
}

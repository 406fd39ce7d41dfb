import { basename } from 'node:path';
import type { Result } from './result.ts';

const intro = `# Library

\`npm run corpus\` reads files that others made, out of Debian's packages, and writes this page. Each file is read as the server reads
it: by a reading process of its own, page after page. Time is the processor time which that process took from its start to the last
page (about half a second is loading), memory what it held at its most (it may have 900 MB; about 100 of them are Node itself). What is imperfect was seen by looking at pages of each file and is kept
in \`tests/corpus/files.json\`. The files themselves are not part of this repository.
`;

/** The whole page. */
export const pageOf = (results: readonly Result[]): string =>
  `${intro}\n${tableOf(results)}\n\n${quotationsOf(results)}\n`;

function tableOf(results: readonly Result[]): string {
  const rows = results.map((result) => {
    const { file, pages, passages, empty, seconds, memory } = result;
    const notes = [
      refusalOf(result),
      empty > 0 && passages > 0 ? `${empty} ${empty === 1 ? 'page' : 'pages'} without text.` : '',
      file.notes,
    ];
    return [
      `\`${file.package}\`: ${basename(file.path)}`,
      file.what,
      pages,
      passages,
      `${seconds.toFixed(1)} s`,
      `${(memory / 1e6).toFixed(0)} MB`,
      notes.filter(Boolean).join(' '),
    ].join(' | ');
  });
  return [
    '| file | what it is | pages | passages | time | memory | what is imperfect |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

function refusalOf({ refused, passages }: Result): string {
  if (refused !== null) return `Refused: “${refused}”`;
  return passages > 0 ? '' : 'Refused, as no page of it has text.';
}

/** The part on quotations. */
function quotationsOf(results: readonly Result[]): string {
  const checks = results.flatMap(({ file, quotations }) => (quotations === null ? [] : [{ file, ...quotations }]));
  const tried = checks.reduce((sum, check) => sum + check.tried, 0);
  const missed = checks.reduce((sum, check) => sum + check.missed.length, 0);
  const share = tried === 0 ? 0 : (100 * (tried - missed)) / tried;
  const where = checks.filter((check) => check.missed.length > 0);
  return [
    '## Quotations',
    '',
    `Random sentences of at least four words, taken from the PDFs above as a reader copies them from the viewer's text layer (the text`,
    `items of pdf.js in the order in which the viewer lays them, with its line breaks), and looked for on their page by the check that quotations go through:`,
    `**${tried - missed} of ${tried} were found, ${share.toFixed(1)} %** (must: 99 %). The choice is seeded, the same number for each document.`,
    ...(where.length === 0
      ? []
      : [
          '',
          `Not found: ${where.map(({ file, missed: lost }) => `${lost.length} in ${basename(file.path)}`).join(', ')}.`,
        ]),
  ].join('\n');
}

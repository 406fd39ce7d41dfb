import type { Language } from '#shared/language.ts';
import type { Passage } from '#shared/passage.ts';
import { claimsOf } from '#server/library/summaries/cited-text.ts';
import { asPlainText } from '#server/library/summaries/extract-summary.ts';
import type { NamedSummary } from '#server/library/summaries/summaries.ts';
import { summaryCopy } from './summary-copy.ts';

/** Markers have at most three digits. */
const mostNumbers = 999;
/** With more documents than this left out, only their names are said. */
const mostTold = 20;
const claimChars = 240;

/**
 * Makes sure that a summary of several documents cites each of them: `closing` is what it says at its end of those that
 * its text has left out.
 *
 * @param offered  the passages that the text may cite, by their numbers from 1
 * @param whole    the summary of each document
 * @returns        `passages` are those offered, and behind them what the closing may cite
 */
export function coverAll(
  offered: readonly Passage[],
  whole: readonly NamedSummary[],
  language: Language,
): { passages: Passage[]; closing: (cited: ReadonlySet<number>) => string } {
  const passages = [...offered];
  const documents = whole.flatMap((summary) => {
    const [claim] = claimsOf(summary);
    const passage = claim?.passages[0] ?? summary.passages[0];
    if (passage === undefined) return [];
    const known = passages.findIndex(({ passageId }) => passageId === passage.passageId);
    if (known < 0 && passages.length >= mostNumbers) return [];
    const number = known >= 0 ? known + 1 : passages.push(passage);
    return [{ documentId: summary.documentId, name: asPlainText(summary.document), says: claim?.text ?? '', number }];
  });

  const closing = (cited: ReadonlySet<number>): string => {
    const named = new Set([...cited].flatMap((number) => passages[number - 1]?.documentId ?? []));
    const missing = documents.filter(({ documentId }) => !named.has(documentId));
    if (missing.length === 0) return '';
    const told = missing.slice(0, mostTold).map(({ name, says, number }) => `- **${name}**: ${clip(says)} [${number}]`);
    const rest = missing.slice(mostTold).map(({ name, number }) => `**${name}** [${number}]`);
    const lines = rest.length > 0 ? [...told, `- ${rest.join(', ')}`] : told;
    return `\n\n${summaryCopy[language].alsoThere}\n\n${lines.join('\n')}`;
  };
  return { passages, closing };
}

const clip = (text: string): string =>
  text.length <= claimChars
    ? text
    : `${text
        .slice(0, claimChars)
        .toWellFormed()
        .replace(/\s\S*$/, '')} …`;

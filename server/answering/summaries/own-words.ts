import { breathe } from '#server/library/breather.ts';
import { type CitedText, countThrough } from '#server/library/summaries/cited-text.ts';
import { asPlainText, extractFromNotes } from '#server/library/summaries/extract-summary.ts';
import type { NamedSummary } from '#server/library/summaries/summaries.ts';
import type { Passage } from '#shared/passage.ts';

const mostSentences = 12;
const leastOfEach = 2;

/** A summary of one document, or of several one after the other, in sentences of their own, each with its marker. */
export async function inOwnWords(
  notes: readonly NamedSummary[],
  isShort: boolean,
): Promise<{ text: string; passages: readonly Passage[] }> {
  const most = isShort ? mostSentences / 3 : mostSentences;
  const isOne = new Set(notes.map(({ documentId }) => documentId)).size === 1;
  if (isOne) return await extractFromNotes(notes, most);
  const each = Math.max(isShort ? 1 : leastOfEach, Math.floor(most / notes.length));
  const chosen: CitedText<Passage>[] = [];
  for (const note of notes) {
    chosen.push(await extractFromNotes<Passage>([note], each));
    await breathe();
  }
  const parts = countThrough(chosen);
  return {
    text: parts.map(({ text }, index) => `**${asPlainText(notes[index]?.document ?? '')}**\n\n${text}`).join('\n\n'),
    passages: parts.flatMap(({ passages }) => passages),
  };
}

import { escapeMarkers } from '#shared/markers.ts';
import { sentencesOf } from '#server/models/sentences.ts';
import { breathe } from '../breather.ts';
import { centralSentences, standsAlone } from './central-sentences.ts';
import { claimsOf, type CitedText, type SourcePassage } from './cited-text.ts';

/** A passage is quoted this long where none of its sentences stands alone. */
const glimpseChars = 200;

interface Sentence<P extends SourcePassage> {
  text: string;
  passage: P;
}

/**
 * Summarises passages in their own words: the most central sentences (LexRank, see central-sentences.ts), each a line of
 * a list with the marker of its passage, in the order of the document.
 *
 * @param most sentences
 * @returns    at least one line where there is a passage
 */
export async function extractSummary<P extends SourcePassage>(
  passages: readonly P[],
  most: number,
): Promise<CitedText<P>> {
  const sentences: Sentence<P>[] = [];
  for (const passage of passages) {
    const whole = sentencesOf(passage.text).filter(standsAlone);
    sentences.push(...whole.map((text) => ({ text: asPlainText(text), passage })));
    await breathe();
  }
  const [chosen = []] = await centralSentences([sentences.map(({ text }) => text)], most);
  const lines = chosen.flatMap((index) => sentences[index] ?? []);
  const [first] = passages;
  if (lines.length === 0 && first) return asList([{ text: glimpseOf(first), passage: first }]);
  return asList(lines);
}

/** Summarises cited texts by the most central of their claims, some of each, in the order given. */
export async function extractFromNotes<P extends SourcePassage>(
  notes: readonly CitedText<P>[],
  most: number,
): Promise<CitedText<P>> {
  const groups = notes.map((note) =>
    claimsOf(note).flatMap(({ text, passages: [passage] }): Sentence<P>[] => (passage ? [{ text, passage }] : [])),
  );
  const chosen = await centralSentences(
    groups.map((sentences) => sentences.map(({ text }) => text)),
    most,
  );
  return asList(chosen.flatMap((indexes, group) => indexes.flatMap((index) => groups[group]?.[index] ?? [])));
}

/** Sentences as a list, each with a marker. */
function asList<P extends SourcePassage>(sentences: readonly Sentence<P>[]): CitedText<P> {
  const passages: P[] = [];
  const lines = sentences.map(({ text, passage }) => {
    const known = passages.findIndex(({ passageId }) => passageId === passage.passageId);
    return `- ${text} [${known >= 0 ? known + 1 : passages.push(passage)}]`;
  });
  return { text: lines.join('\n'), passages };
}

function glimpseOf({ text }: SourcePassage): string {
  const line = asPlainText(text.replaceAll(/\s+/g, ' ').trim());
  return line.length <= glimpseChars
    ? line
    : `${line
        .slice(0, glimpseChars)
        .replace(/\s\S*$/, '')
        .toWellFormed()} …`;
}

/** A sentence as it is, in text that is read as Markdown; without the marks by which its source puts words in bold. */
export function asPlainText(text: string): string {
  const bare = text.replaceAll(/(?<!\S)(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\w)/g, '$2');
  return escapeMarkers(bare.replace(/[\\`*$<]/g, '\\$&').replaceAll('](', '\\]('));
}

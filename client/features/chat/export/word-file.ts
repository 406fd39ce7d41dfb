import { Document, HeadingLevel, Packer, Paragraph } from 'docx';
import type { Answer } from '#shared/turn.ts';
import { copy } from '../../../copy/en.ts';
import { readAnswer } from './answer-tokens.ts';
import { noteLine } from './note-line.ts';
import { listStyle, wordBlocks } from './word-blocks.ts';
import { wordInlines } from './word-inlines.ts';

/** An answer as a Word document (.docx): the question as its title, each citation a footnote. */
export function wordFile(question: string, { content, citations }: Answer): Promise<Blob> {
  const answer = readAnswer(content);
  const inlines = wordInlines(answer, new Set(citations.map(({ number }) => number)));
  const footnotes: Record<number, { children: Paragraph[] }> = {};
  for (const citation of citations) {
    footnotes[citation.number] = { children: [new Paragraph({ text: ` ${noteLine(citation)}` })] };
  }
  const document = new Document({
    title: question,
    creator: copy.name,
    numbering: { config: [listStyle] },
    footnotes,
    sections: [
      {
        children: [
          new Paragraph({ text: question, heading: HeadingLevel.TITLE, spacing: { after: 240 } }),
          ...wordBlocks(answer.blocks, inlines),
        ],
      },
    ],
  });
  return Packer.toBlob(document);
}

import {
  AlignmentType,
  type FileChild,
  HeadingLevel,
  type INumberingOptions,
  type IParagraphOptions,
  LevelFormat,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { MarkedToken, Tokens } from 'marked';
import { withoutCode } from '../../../markdown/block-code.ts';
import { knownTokens } from './answer-tokens.ts';
import type { WordInlines } from './word-inlines.ts';

const headings = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const;
const deepest = 8;
const spacing = { after: 120 };

/** How numbered lists look, at each depth. */
export const listStyle: INumberingOptions['config'][number] = {
  reference: 'numbered',
  levels: Array.from({ length: deepest + 1 }, (_, level) => ({
    level,
    format: LevelFormat.DECIMAL,
    text: `%${level + 1}.`,
    alignment: AlignmentType.START,
    style: { paragraph: { indent: { left: 720 * (level + 1), hanging: 360 } } },
  })),
};

/** Makes paragraphs and tables of Markdown blocks. */
export function wordBlocks(blocks: readonly MarkedToken[], inlines: WordInlines): FileChild[] {
  let lists = 0;

  const list = (token: Tokens.List, level: number): FileChild[] => {
    lists += 1;
    const instance = lists;
    const place: IParagraphOptions = token.ordered
      ? { numbering: { reference: 'numbered', level, instance } }
      : { bullet: { level } };
    return token.items.flatMap((item) => {
      let isFirst = true;
      return knownTokens(item.tokens).flatMap((child): FileChild[] => {
        if (child.type === 'list') return list(child, Math.min(level + 1, deepest));
        if (child.type !== 'text' && child.type !== 'paragraph') return block(child, level);
        const options = isFirst ? place : { indent: { left: 720 * (level + 1) } };
        isFirst = false;
        return [new Paragraph({ ...options, children: inlines([child]) })];
      });
    });
  };

  const table = ({ header, rows }: Tokens.Table): FileChild[] => [
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: [header, ...rows].map(
        (row, at) =>
          new TableRow({
            tableHeader: at === 0,
            children: row.map(
              (cell) => new TableCell({ children: [new Paragraph({ children: inlines(cell.tokens) })] }),
            ),
          }),
      ),
    }),
    new Paragraph({}),
  ];

  const block = (token: MarkedToken, level: number): FileChild[] => {
    switch (token.type) {
      case 'space':
      case 'def':
        return [];
      case 'heading':
        return [new Paragraph({ heading: headings[token.depth - 1] ?? headings[5], children: inlines(token.tokens) })];
      case 'list':
        return list(token, level);
      case 'table':
        return table(token);
      case 'hr':
        return [new Paragraph({ thematicBreak: true })];
      case 'code':
        return withoutCode(token.text)
          .split('\n')
          .map((text) => new Paragraph({ children: [new TextRun({ text, font: 'Consolas' })] }));
      case 'blockquote':
        return knownTokens(token.tokens).map(
          (child) => new Paragraph({ spacing, indent: { left: 720 }, children: inlines([child]) }),
        );
      default:
        return [new Paragraph({ spacing, children: inlines([token]) })];
    }
  };
  return blocks.flatMap((token) => block(token, 0));
}

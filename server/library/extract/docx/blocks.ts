import { childOf, elementsOf, isOn, type XmlElement } from '../ooxml/xml.ts';
import { writeInline } from './inline.ts';
import { type Block, plainBlock, sectionOf } from './block.ts';
import { InlineWriter } from './inline-writer.ts';
import type { Story } from './story.ts';
import { listPlaceOf, outlineOf } from './styles.ts';

const longestHeading = 300;
const bodyLevel = 9;

/** What stands in a body, a cell, a note or a text box, in order. */
export function blocksOf(container: XmlElement, story: Story): Block[] {
  return Array.from(elementsOf(container)).flatMap((element) => blocksOfElement(element, story));
}

/** What one element of a body holds; a table is read row by row. */
export function blocksOfElement(element: XmlElement, story: Story): Block[] {
  switch (element.name) {
    case 'w:p':
      return paragraph(element, story);
    case 'w:tr':
      return row(element, story);
    case 'mc:AlternateContent':
      for (const form of elementsOf(element)) {
        const blocks = blocksOf(form, story);
        if (blocks.length > 0) return blocks;
      }
      return [];
    case 'm:oMathPara':
    case 'm:oMath':
    case 'w:r': {
      const out = new InlineWriter();
      writeInline(element, story, out);
      return finished(out, story);
    }
    case 'w:del':
    case 'w:moveFrom':
    case 'w:sdtPr':
    case 'w:tblPr':
      return [];
    default:
      return blocksOf(element, story);
  }
}

/** What was left open by a paragraph without an end. */
export function lastBlocks(story: Story): Block[] {
  const { open } = story;
  story.open = null;
  return open ? finished(open, story) : [];
}

function paragraph(element: XmlElement, story: Story): Block[] {
  const properties = childOf(element, 'w:pPr');
  const style = story.styles.paragraph(childOf(properties, 'w:pStyle')?.attributes['w:val']);
  const out = story.open ?? new InlineWriter();
  story.open = null;
  const before = out.text.length;
  for (const child of elementsOf(element)) writeInline(child, story, out);
  story.fields.endParagraph();
  if (isOn(childOf(childOf(properties, 'w:rPr'), 'w:del'))) {
    story.open = out;
    return [];
  }
  const outline = outlineOf(properties);
  const heading = outline === null ? style.heading : outline < bodyLevel;
  const breakBefore = childOf(properties, 'w:pageBreakBefore');
  const section = childOf(properties, 'w:sectPr');
  const blank = out.text.slice(before).trim() === '';
  const own = listPlaceOf(properties);
  const mark = blank
    ? ''
    : story.numbering.mark({ numId: own.numId ?? style.list.numId, level: own.level ?? style.list.level });
  return finished(out, story, mark, {
    heading: heading && !blank && out.text.length <= longestHeading,
    pageBreakBefore: breakBefore ? isOn(breakBefore) : style.pageBreakBefore,
    sectionEnd: section && sectionOf(section),
  });
}

/** A paragraph, and below it what its text boxes and graphics say. */
function finished(out: InlineWriter, story: Story, mark = '', more: Partial<Block> = {}): Block[] {
  const moved = <T extends { offset: number }>(things: readonly T[]): T[] =>
    things.map((thing) => ({ ...thing, offset: thing.offset > 0 ? thing.offset + mark.length : 0 }));
  const { boxes, lines, picture } = out;
  const own: Block = {
    ...plainBlock(mark + out.text),
    breaks: moved(out.breaks),
    notes: moved(out.notes),
    picture,
    ...more,
  };
  const below = [
    ...boxes.flatMap((box) => blocksOf(box, story)),
    ...lines.filter((line) => line.trim() !== '').map((text) => plainBlock(text)),
  ];
  // pages and sections do not begin in a text box
  return [own, ...below.map((block) => ({ ...block, breaks: [], pageBreakBefore: false, sectionEnd: null }))];
}

/** A row is a line where each of its cells is one; else its cells are read one after the other. */
function row(element: XmlElement, story: Story): Block[] {
  const properties = childOf(element, 'w:trPr');
  if (childOf(properties, 'w:del')) return [];
  const cells = cellsOf(element).map((cell) => cellBlocks(cell, story));
  const blocks = cells.flat();
  const [first = plainBlock('')] = blocks;
  const all = cells.every((cell) => cell.length <= 1) && blocks.length > 1 ? [inLine(cells)] : blocks;
  // what breaks in every cell of a row breaks once
  const breaks = cells.map((cell) => cell.flatMap((block) => block.breaks));
  const longest = breaks.toSorted((a, b) => b.length - a.length)[0] ?? [];
  const begins = breaks.some((cell) => cell[0]?.offset === 0) && first.breaks.length > 0;
  const kinds = longest.map(({ kind }) => kind);
  const whole = all.map((block) => ({ ...block, breaks: [], pageBreakBefore: false, sectionEnd: null }));
  const head = begins
    ? [{ ...plainBlock(''), row: true, breaks: kinds.splice(0, 1).map((kind) => ({ offset: 0, kind })) }]
    : [];
  const tail =
    kinds.length > 0 ? [{ ...plainBlock(''), row: true, breaks: kinds.map((kind) => ({ offset: 0, kind })) }] : [];
  return [...head, ...whole, ...tail];
}

/** Cells, also those in content controls; those that a cell above reaches down to are empty. */
const cellsOf = (element: XmlElement): XmlElement[] =>
  Array.from(elementsOf(element)).flatMap((child) => {
    if (child.name === 'w:tc') return [child];
    return child.name === 'w:sdt' || child.name === 'w:sdtContent' || child.name === 'w:customXml'
      ? cellsOf(child)
      : [];
  });

function cellBlocks(cell: XmlElement, story: Story): Block[] {
  const merged = childOf(childOf(cell, 'w:tcPr'), 'w:vMerge');
  if (merged && merged.attributes['w:val'] !== 'restart') return [];
  return [...blocksOf(cell, story), ...lastBlocks(story)].filter(
    ({ text, breaks, picture }) => text.trim() !== '' || breaks.length > 0 || picture,
  );
}

function inLine(cells: readonly Block[][]): Block {
  const line = { ...plainBlock(''), row: true };
  for (const [index, [block]] of cells.entries()) {
    if (index > 0) line.text += '\t';
    const offset = line.text.length;
    line.text += (block?.text ?? '').replaceAll('\n', ' ');
    line.notes.push(...(block?.notes ?? []).map((note) => ({ ...note, offset: note.offset + offset })));
    line.picture ||= block?.picture ?? false;
  }
  return line;
}

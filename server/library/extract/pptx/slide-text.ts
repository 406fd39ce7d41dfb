import { formulaText } from '../ooxml/formula.ts';
import { plainWords, superscript } from '../ooxml/plain-words.ts';
import { shownIn } from '../ooxml/symbol-fonts.ts';
import { childOf, elementsOf, ownText, type XmlElement } from '../ooxml/xml.ts';

const bullet = '•';

/**
 * What stands in a text body (`p:txBody`, `a:txBody`), a line per paragraph; empty ones are left out. Marks of lists
 * are written where the slide itself names them.
 */
export function bodyText(body: XmlElement | null): string {
  const counts: number[] = [];
  const lines: string[] = [];
  for (const paragraph of elementsOf(body)) {
    if (paragraph.name !== 'a:p') continue;
    const text = inlineText(paragraph).trim();
    if (text !== '') lines.push(mark(childOf(paragraph, 'a:pPr'), counts) + text);
  }
  return lines.join('\n');
}

/** Rows are lines, cells are parted by tabs. @param table `a:tbl` */
export function tableText(table: XmlElement): string {
  const rows: string[] = [];
  for (const row of elementsOf(table)) {
    if (row.name !== 'a:tr') continue;
    const cells = Array.from(elementsOf(row)).filter(({ name }) => name === 'a:tc');
    rows.push(cells.map(cellText).join('\t').trimEnd());
  }
  return rows.filter((row) => row !== '').join('\n');
}

const cellText = (cell: XmlElement): string => bodyText(childOf(cell, 'a:txBody')).replaceAll('\n', ' ');

function mark(properties: XmlElement | null, counts: number[]): string {
  const level = Number(properties?.attributes.lvl ?? 0);
  const numbers = childOf(properties, 'a:buAutoNum');
  counts.length = Math.min(counts.length, numbers ? level + 1 : level);
  if (childOf(properties, 'a:buChar')) return `${bullet} `;
  if (!numbers || !(level >= 0 && level <= 8)) return '';
  const count = (counts[level] ?? Number(numbers.attributes.startAt ?? 1) - 1) + 1;
  counts[level] = count;
  return `${written(count, numbers.attributes.type ?? '')} `;
}

/** A number as its scheme writes it: `alphaLcParenR` is a), `arabicPeriod` is 1. */
function written(count: number, scheme: string): string {
  const letters = scheme.startsWith('alpha') && count > 0 && count <= 26;
  const letter = String.fromCodePoint(0x60 + count);
  const number = letters ? (scheme.startsWith('alphaUc') ? letter.toUpperCase() : letter) : String(count);
  if (scheme.endsWith('ParenBoth')) return `(${number})`;
  return scheme.endsWith('ParenR') ? `${number})` : `${number}.`;
}

function inlineText(element: XmlElement): string {
  switch (element.name) {
    case 'a:r':
    case 'a:fld': {
      const properties = childOf(element, 'a:rPr');
      const text = childOf(element, 'a:t');
      if (text === null) return '';
      const shown = plainWords(shownIn(childOf(properties, 'a:sym')?.attributes.typeface, ownText(text)));
      return Number.parseInt(properties?.attributes.baseline ?? '0', 10) > 0 ? superscript(shown) : shown;
    }
    case 'a:br':
      return '\n';
    case 'a:tab':
      return '\t';
    case 'm:oMath':
    case 'm:oMathPara':
      return formulaText(element);
    case 'mc:AlternateContent':
      for (const form of elementsOf(element)) {
        const text = inlineText(form);
        if (text !== '') return text;
      }
      return '';
    case 'a:pPr':
    case 'a:endParaRPr':
      return '';
    default:
      return Array.from(elementsOf(element), inlineText).join('');
  }
}

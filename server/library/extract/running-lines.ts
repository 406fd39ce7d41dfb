import type { PageLine, PageText } from '#shared/page-text.ts';
import type { Range } from './page-source.ts';
import { numbersIn, withoutNumbers } from './page-number.ts';

/** How far from a page the pages lie that it is compared with: left and right pages have lines of their own. */
export const neighbourhood = 2;

/** Lines from the top and from the bottom that may be running ones. */
const deep = 2;
const samePlace = 2;
const sameSize = 0.6;
/** Lines of a paragraph stand 1.2 of their size apart. */
const wideGap = 1.5;

/** A page some pages before or behind another one. */
export interface Neighbour {
  distance: number;
  page: PageText;
}

interface EdgeLine extends PageLine {
  level: number;
  text: string;
}

/**
 * Running headers and footers and page numbers: lines at a page's edge that stand at the same height on pages near it,
 * with the same words, or with a number that counts the pages.
 *
 * @param body size of the document's running text, in points; what is larger is a title
 * @returns    their ranges in the page's text, ascending
 */
export function runningLines(page: PageText, neighbours: readonly Neighbour[], body: number): Range[] {
  const others = neighbours
    .filter((neighbour) => !isStepOf(page, neighbour.page))
    .map(({ distance, page: other }) => ({ distance, lines: edgeLines(other) }));
  return edgeLines(page)
    .filter((line) => line.size <= 1.1 * body && isRunning(line, others))
    .map(({ start, end }) => ({ start, end }))
    .sort((one, other) => one.start - other.start);
}

function isRunning(line: EdgeLine, others: readonly { distance: number; lines: readonly EdgeLine[] }[]): boolean {
  let same = 0;
  for (const { distance, lines } of others) {
    const there = lines.find((other) => isSamePlace(line, other));
    if (there === undefined) continue;
    if (countsPages(line.text, there.text, distance)) return true;
    if (there.text === line.text) same += 1;
  }
  return same >= 2;
}

const isSamePlace = (one: EdgeLine, other: EdgeLine): boolean =>
  Math.abs(one.level - other.level) <= samePlace &&
  Math.abs(one.size - other.size) <= sameSize &&
  withoutNumbers(one.text) === withoutNumbers(other.text);

/** A row of figures is no page number: beside one there are words, or nothing. */
function countsPages(line: string, there: string, distance: number): boolean {
  const numbers = numbersIn(line);
  if (numbers.length > 1 && !/\p{L}{3}/u.test(line)) return false;
  const others = numbersIn(there);
  return numbers.some((number, index) => (others[index] ?? Infinity) - number === distance);
}

/** The lines at the top and at the foot that stand off from the rest of the page. */
function edgeLines(page: PageText): EdgeLine[] {
  const upright = page.lines.flatMap((line) =>
    line.level === null
      ? []
      : [{ ...line, level: line.level, text: page.text.slice(line.start, line.end).replaceAll(/\s+/g, ' ').trim() }],
  );
  const downwards = upright.sort((one, other) => other.level - one.level);
  return [...standingOff(downwards), ...standingOff(downwards.toReversed())];
}

/** The first lines up to a wide gap; none where it does not come soon. */
function standingOff(lines: readonly EdgeLine[]): EdgeLine[] {
  let rows = 1;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    const gap = next === undefined ? 0 : Math.abs(line.level - next.level);
    if (gap > wideGap * line.size) return lines.slice(0, index + 1);
    if (gap > samePlace) rows += 1;
    if (rows > deep) return [];
  }
  return [];
}

/** Slides are shown step by step: a page that is much the same proves nothing. */
function isStepOf(page: PageText, other: PageText): boolean {
  const linesOf = ({ text }: PageText): string[] => text.split('\n').filter((line) => line.length > 3);
  const there = new Set(linesOf(other));
  const here = linesOf(page);
  return here.length > 3 && 2 * here.filter((line) => there.has(line)).length > here.length;
}

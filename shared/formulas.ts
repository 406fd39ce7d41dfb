import { advance, startOfText } from './marker-context/advance.ts';

/** A formula in a text: `source` with its signs; `end` is exclusive, both count UTF-16 units. */
export interface Formula {
  start: number;
  end: number;
  source: string;
  /** what stands between its signs */
  tex: string;
  /** written between `$$` or `\[` and `\]` */
  display: boolean;
  /** the text ends before the formula does */
  open: boolean;
}

const onlyNumbers = /^[\d, –-]*\\?$/;

/** Finds the formulas of a text, by the rules by which markers are found: what lies in one holds none. O(n). */
export function findFormulas(text: string): Formula[] {
  const found: Formula[] = [];
  const context = startOfText();
  let start = 0;
  let dollar = 0;
  let mark = '';
  const take = (end: number, open: boolean): void => {
    const source = text.slice(start, end);
    const sign = mark === '$' ? 1 : 2;
    const tex = source.slice(sign, open ? undefined : -sign);
    // \[12] and \[12\] are numbers in brackets
    if (mark === ']' && onlyNumbers.test(tex)) return;
    found.push({ start, end, source, tex, display: mark === '$$' || mark === ']', open });
  };
  for (let at = 0; at < text.length; at += 1) {
    const before = context.mode;
    const char = text.charAt(at);
    advance(context, char);
    if (context.mode === before) continue;
    if (before === 'formula' && char !== '\n') take(at + 1, false);
    if (context.mode === 'dollar') dollar = at;
    if (context.mode === 'formula') {
      mark = context.mark;
      start = mark.startsWith('$') ? dollar : at - 1;
    }
  }
  if (context.mode === 'formula') take(text.length, true);
  return found;
}

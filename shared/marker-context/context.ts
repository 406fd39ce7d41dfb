/**
 * What the text read so far makes of the next character: prose, in which markers count, or something in which they do
 * not. Kept in a few values, so that reading goes on from any point and costs the same for every character.
 */
export interface MarkerContext {
  mode: Mode;
  /** length of the current run of marks, as the mode counts it */
  run: number;
  /** length of the run that closes the code */
  want: number;
  /** what closes the code or formula */
  mark: string;
  /** open parentheses in a link target or address; 1 where blanks came in an amount or after a fence's closing marks */
  depth: number;
  /** a backslash that is not itself escaped came last */
  escaped: boolean;
  /** nothing but blanks, quotation signs and list marks on this line so far */
  lineStart: boolean;
  /** nothing but blanks on this line so far */
  lineBlank: boolean;
  /** the last two characters of prose */
  before: string;
}

export type Mode =
  | 'prose'
  /** backticks are being counted */
  | 'ticks'
  | 'code'
  /** tildes at the start of a line are being counted */
  | 'tildes'
  /** the rest of the line on which a fence opened */
  | 'fence info'
  | 'fence'
  /** a single `$` was read */
  | 'dollar'
  /** digits were read after a `$`: money or a formula */
  | 'amount'
  | 'formula'
  /** `](` was read */
  | 'target'
  | 'address';

/**
 * Reads one UTF-16 unit in one mode. `blankLine`: it is the newline of an empty line.
 *
 * @returns true where the mode has changed and the same unit is to be read in the new one
 */
export type Reader = (context: MarkerContext, char: string, blankLine: boolean) => boolean;

export const isBlank = (char: string): boolean => char === ' ' || char === '\t' || char === '\r';
export const isSpace = (char: string): boolean => char === '\n' || isBlank(char);
export const isDigit = (char: string): boolean => char >= '0' && char <= '9';

export function enter(context: MarkerContext, mode: Mode, mark = ''): void {
  context.mode = mode;
  context.mark = mark;
  context.run = 0;
  context.depth = 0;
  context.escaped = false;
  context.before = '';
}

/** Goes back to prose; `again`: the unit at hand is already part of it. */
export function leave(context: MarkerContext, again: boolean): boolean {
  enter(context, 'prose');
  return again;
}

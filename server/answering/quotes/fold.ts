/**
 * How a hyphen stands between two letters: `hard` within a line, `gap` before a blank, `line end` before a line break,
 * where nothing tells whether the word has it also in the middle of a line.
 */
export type Hyphen = 'hard' | 'gap' | 'line end';

/** A text as it is searched, with the way back to its source. */
export interface FoldedText {
  text: string;
  /** by offset in `text`: where what became this unit begins and ends in the source; UTF-16 units */
  starts: Uint32Array;
  ends: Uint32Array;
  /** hyphens between letters are not in `text`; `at` is the offset of the letter behind, ascending */
  hyphens: { at: number; kind: Hyphen }[];
}

const invisible = '\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff';
// without marks that stand alone: a blank is a part of what they are made of
const ligature = '\\ufb00-\\ufb4f\\ufb50-\\ufc5d\\ufc64-\\ufdf1\\ufe80-\\ufefc';
const fullWidth = '\\uff01-\\uff60\\uffe0-\\uffe6';
const word = '[\\p{L}\\p{N}\\p{M}]';

const hyphenated = `(?<=${word})(?<hyphen>\\u00ad*[-\\u2010\\u2011\\uff0d]\\u00ad*|\\u00ad+(?=\\s))(?<after>[\\s${invisible}]*)(?=[\\p{L}\\p{N}])`;
const unspaced =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3001-\\u303f\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff60]';
// a single plain blank between words stays as it is, so it is not looked at
const blanks = `(?<blank>[\\s${invisible}]{2,}|[^\\S ]|[${invisible}]|(?<=${unspaced}) (?=${unspaced}))`;
const singles = '(?<single>[\\u2018-\\u201b])';
const doubles = '(?<double>[\\u201c-\\u201f])';
const compatible = `(?<compatible>(?:[${ligature}${fullWidth}]|[\\uff61-\\uff9d][\\uff9e\\uff9f]?)\\p{M}*)`;
const composed =
  '(?<composed>[\\u1100-\\u11ff\\ua960-\\ua97f\\ud7b0-\\ud7ff]+|[\\uac00-\\ud7a3][\\u11a8-\\u11c2]|[^\\x00-\\x7f]\\p{M}*|[\\x21-\\x7f]\\p{M}+)';

const usual = new RegExp([hyphenated, blanks, singles, doubles, compatible].join('|'), 'gu');
/** For texts that are not in normal form C as they are. */
const thorough = new RegExp([hyphenated, blanks, singles, doubles, compatible, composed].join('|'), 'gu');

const endsUnspaced = new RegExp(`${unspaced}$`, 'u');
const beginsUnspaced = new RegExp(`^${unspaced}`, 'u');

/**
 * Folds a text for the search for quotations: normal form C, ligatures and presentation forms as letters, full-width
 * forms as plain ones, curly quotation marks as straight ones, white space as one blank, none where it breaks a line of
 * Chinese or Japanese. Characters that only direct or hint go. Case, super- and subscripts and dashes stay. O(n).
 */
export function foldText(source: string): FoldedText {
  const starts: number[] = [];
  const ends: number[] = [];
  const hyphens: FoldedText['hyphens'] = [];
  let text = '';
  const copy = (from: number, to: number): void => {
    text += source.slice(from, to);
    for (let at = from; at < to; at += 1) {
      starts.push(at);
      ends.push(at + 1);
    }
  };
  const write = (folded: string, from: number, to: number): void => {
    text += folded;
    for (let unit = 0; unit < folded.length; unit += 1) {
      starts.push(from);
      ends.push(to);
    }
  };

  let last = 0;
  for (const match of source.matchAll(source.normalize('NFC') === source ? usual : thorough)) {
    const [whole] = match;
    const { hyphen, after = '', blank, single, double, compatible } = match.groups ?? {};
    const end = match.index + whole.length;
    copy(last, match.index);
    if (hyphen !== undefined) hyphens.push({ at: text.length, kind: kindOf(hyphen, after) });
    else if (blank !== undefined) write(isSpace(source, match.index, end) ? ' ' : '', match.index, end);
    else if (single !== undefined) write("'", match.index, end);
    else if (double !== undefined) write('"', match.index, end);
    else write(whole.normalize(compatible === undefined ? 'NFC' : 'NFKC'), match.index, end);
    last = end;
  }
  copy(last, source.length);
  return { text, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends), hyphens };
}

function kindOf(hyphen: string, after: string): Hyphen {
  if (/[\n\r\u2028\u2029]/.test(after)) return 'line end';
  // a soft hyphen shows at the end of a line only
  if (/^\u00ad+$/.test(hyphen)) return 'line end';
  return /\s/.test(after) ? 'gap' : 'hard';
}

/** Whether blanks and invisible characters from `from` to `to` part words. */
function isSpace(source: string, from: number, to: number): boolean {
  if (!/[^\S\ufeff]/.test(source.slice(from, to))) return false;
  return !(
    endsUnspaced.test(source.slice(Math.max(0, from - 2), from)) && beginsUnspaced.test(source.slice(to, to + 2))
  );
}

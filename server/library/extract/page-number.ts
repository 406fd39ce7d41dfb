const roman: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

/** The numbers in a line, in any script's digits; a line that is a small Roman number alone is that number. */
export function numbersIn(line: string): number[] {
  if (/^[ivxlc]{1,8}$/i.test(line)) return [fromRoman(line.toLowerCase())];
  return (line.match(/\p{Nd}{1,6}/gu) ?? []).map((digits) =>
    Array.from(digits, valueOf).reduce((number, value) => 10 * number + value, 0),
  );
}

/** A line with `#` for each of its numbers. */
export const withoutNumbers = (line: string): string =>
  /^[ivxlc]{1,8}$/i.test(line) ? '#' : line.replaceAll(/\p{Nd}{1,6}/gu, '#');

/** Digits of a script stand in a row in Unicode, zero first. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}

function fromRoman(letters: string): number {
  const values = Array.from(letters, (letter) => roman[letter] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}

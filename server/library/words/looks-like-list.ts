const leaders = /(?:\.\s?){5,}/;
const number = /[\s,.](?:\d{1,4}|[ivxl]{1,6})$/;

/** True for contents and indexes: most lines lead to a page number. */
export function looksLikeList(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 4) return false;
  const leading = lines
    .map((line) => line.trim())
    .filter((line) => (number.test(line.slice(-8)) && (line.length > 8 || /\p{L}/u.test(line))) || leaders.test(line));
  return leading.length > 0.6 * lines.length;
}

const leaders = /(?:\.\s?){5,}/;
const endsInNumber = /[\p{L})\]”"].*?[\s,.](?:\d{1,4}|[ivxl]{1,6})$/u;

/** True for contents and indexes: most lines lead to a page number. */
export function looksLikeList(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 4) return false;
  const leading = lines.filter((line) => leaders.test(line) || endsInNumber.test(line.trim()));
  return leading.length > 0.6 * lines.length;
}

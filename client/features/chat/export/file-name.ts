const longest = 80;

/** A file's name made from a title: what no system takes in a name is left out. */
export function fileName(title: string, extension: string): string {
  const name = title
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '');
  const cut =
    name.length > longest
      ? name
          .slice(0, longest)
          .toWellFormed()
          .replace(/\uFFFD$|\s\S*$/, '')
      : name;
  return `${cut.replace(/[. ]+$/, '') || 'Footnote'}.${extension}`;
}

import { limits } from '#shared/limits.ts';

/**
 * What an uploaded file is called here: the last part of its path, in NFC, without controls and lone surrogates, its
 * ending kept where it has to be cut.
 */
export function cleanFileName(raw: string): string {
  const name = (raw.split(/[\\/]/).at(-1) ?? '')
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\ufffd\u2028\u2029]/gu, '')
    .normalize('NFC')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  if (name === '' || /^\.+$/.test(name)) return 'Untitled';
  if (name.length <= limits.documentNameChars) return name;
  const ending = /\.[^.\s]{1,10}$/.exec(name)?.[0] ?? '';
  const kept = name.slice(0, limits.documentNameChars - ending.length).replace(/[\ud800-\udbff]$/, '');
  return kept.trimEnd() + ending;
}

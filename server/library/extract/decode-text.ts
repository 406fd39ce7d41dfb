/** Reads a text's bytes: UTF-16 by its mark, UTF-8, else Windows-1252, which any bytes are. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    return isDamagedUtf8(text) ? text : new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Few bytes are wrong in a text that is full of what only UTF-8 makes: it is UTF-8 that was cut or pasted together. */
function isDamagedUtf8(text: string): boolean {
  const wrong = text.match(/\ufffd/g)?.length ?? 0;
  const right = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  return right > 3 * wrong;
}

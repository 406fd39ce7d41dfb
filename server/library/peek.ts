/**
 * Reads the beginning of a stream of bytes without taking it away.
 *
 * @param length bytes to look at
 * @returns      `head` has fewer bytes where there are fewer; `content` is all of it, from the beginning
 */
export async function peek(
  source: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ head: Uint8Array; content: AsyncIterable<Uint8Array> }> {
  const chunks: Uint8Array[] = [];
  const rest = source[Symbol.asyncIterator]();
  let bytes = 0;
  while (bytes < length) {
    const next: IteratorResult<Uint8Array, unknown> = await rest.next();
    if (next.done === true) break;
    chunks.push(next.value);
    bytes += next.value.length;
  }
  async function* content(): AsyncGenerator<Uint8Array> {
    yield* chunks;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  }
  return { head: Buffer.concat(chunks).subarray(0, length), content: content() };
}

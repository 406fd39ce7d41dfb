/** Small pieces are joined into one flat string whenever there are so many: each costs as much as 40 characters. */
const joinAt = 64;

/** A text that grows by small pieces, is read in parts, and costs little more than its characters. */
export class GrowingText {
  readonly #parts: string[] = [];
  readonly #starts: number[] = [];
  #joined = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(piece: string): void {
    if (piece === '') return;
    this.#parts.push(piece);
    this.#starts.push(this.#length);
    this.#length += piece.length;
    if (this.#parts.length - this.#joined >= joinAt) this.#joinSmall();
  }

  /** @throws RangeError where the part is not within the text */
  slice(from: number, to: number): string {
    if (from < 0 || to > this.#length || from > to) throw new RangeError(`${from}–${to} of ${this.#length}`);
    // readers are near the end
    let first = this.#parts.length;
    while (first > 0 && (this.#starts[first] ?? Infinity) > from) first -= 1;
    let text = '';
    for (let at = first; at < this.#parts.length; at += 1) {
      const start = this.#starts[at] ?? 0;
      if (start >= to) break;
      text += (this.#parts[at] ?? '').slice(Math.max(0, from - start), to - start);
    }
    return text;
  }

  #joinSmall(): void {
    const text = this.#parts.splice(this.#joined).join('');
    this.#starts.length = this.#joined + 1;
    this.#parts.push(text);
    this.#joined += 1;
  }
}

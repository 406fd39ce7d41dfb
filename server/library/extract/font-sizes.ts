import type { PageText } from '#shared/page-text.ts';

/** Finds the size in which a document's running text is set: the one that most characters have so far. */
export class FontSizes {
  readonly #chars = new Map<number, number>();

  add(page: PageText): void {
    for (const { start, end, size } of page.lines) {
      const rounded = Math.round(size * 2) / 2;
      this.#chars.set(rounded, (this.#chars.get(rounded) ?? 0) + end - start);
    }
  }

  /** In points; 0 before any text was seen. */
  body(): number {
    let body = 0;
    for (const [size, chars] of this.#chars) {
      if (chars > (this.#chars.get(body) ?? 0)) body = size;
    }
    return body;
  }
}

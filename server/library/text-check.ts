import type { DocumentKind } from '#shared/document.ts';

type TextKind = Extract<DocumentKind, 'text' | 'markdown'>;

/** Controls that no text has: all but backspace, tab, line ends, form feed and escape. */
export const isControl = (code: number): boolean => code < 8 || (code > 13 && code < 32 && code !== 27);

export const hasUtf16Mark = (head: Uint8Array): boolean =>
  (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);

/** Follows a text's bytes to its end: no part of it may be binary. */
export class TextCheck {
  readonly #kind: TextKind;
  #wide: 'no' | 'little' | 'big' | null = null;
  /** the first half of a character of two bytes */
  #half: number | null = null;

  constructor(kind: TextKind) {
    this.#kind = kind;
  }

  /** @returns why it is no text, where it is none */
  add(chunk: Uint8Array): string | null {
    this.#wide ??= hasUtf16Mark(chunk) ? (chunk[0] === 0xff ? 'little' : 'big') : 'no';
    const binary = this.#wide === 'no' ? chunk.some(isControl) : this.#hasWideControl(chunk, this.#wide);
    return binary ? 'The file is not text, although it begins like one.' : null;
  }

  verdict(): { kind: TextKind } {
    return { kind: this.#kind };
  }

  #hasWideControl(chunk: Uint8Array, order: 'little' | 'big'): boolean {
    for (const byte of chunk) {
      if (this.#half === null) {
        this.#half = byte;
      } else {
        const code = order === 'little' ? this.#half + 256 * byte : 256 * this.#half + byte;
        this.#half = null;
        if (isControl(code)) return true;
      }
    }
    return false;
  }
}

/** What a model begins with when the passages do not hold the answer. */
export const noAnswerMark = 'NO_ANSWER';

/**
 * Holds a model's text back as long as it may turn out to be NO_ANSWER. Blanks before it do not count.
 *
 * `push` returns what may go out; once `refused` is true nothing more does.
 */
export class NoAnswerGate {
  #held = '';
  #open = false;
  #refused = false;

  get refused(): boolean {
    return this.#refused;
  }

  push(text: string): string {
    if (this.#open) return text;
    if (this.#refused) return '';
    this.#held += text;
    const begun = this.#held.trimStart();
    if (begun.startsWith(noAnswerMark)) this.#refused = true;
    else if (!noAnswerMark.startsWith(begun)) {
      this.#open = true;
      return this.#held;
    }
    return '';
  }

  /** The text has ended: what was held was part of an answer after all. */
  end(): string {
    return this.#open || this.#refused ? '' : this.#held;
  }
}

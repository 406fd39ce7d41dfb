import { StringDecoder } from 'node:string_decoder';
import { type DeltaFrame, readFrame, textWithin } from './delta-frame.ts';

/**
 * Reads a stream of server-sent events from a chat model, cut anywhere, and joins neighbouring events that carry text and
 * nothing else. Everything else goes through as it came, in its place. Pure: whoever feeds it says when to take.
 */
export class EventMerger {
  readonly #decoder = new StringDecoder('utf8');
  /** what came behind the last whole event, in pieces: a long line is put together once */
  #rest: string[] = [];
  #unfinished = 0;
  #ready: string[] = [];
  #size = 0;
  #frame: DeltaFrame | null = null;
  #joined: string[] = [];
  #endedInReturn = false;

  /** characters of the events that wait to be taken, as they came */
  get size(): number {
    return this.#size;
  }

  /** characters of the event whose end has not come yet */
  get unfinished(): number {
    return this.#unfinished;
  }

  /** @returns true where something came that is not to wait: an event that is more than text */
  feed(bytes: Uint8Array): boolean {
    return this.#split(this.#normalize(this.#decoder.write(bytes)));
  }

  /** Takes the whole events so far; '' where there are none. */
  take(): string {
    this.#join();
    const all = this.#ready.join('');
    this.#ready = [];
    this.#size = 0;
    return all;
  }

  /** Nothing more comes: takes what is left, an event without its end too. */
  end(): string {
    this.#split(this.#normalize(this.#decoder.end()));
    const last = this.take() + this.#rest.join('');
    this.#rest = [];
    this.#unfinished = 0;
    return last;
  }

  /** Line ends are line feeds from here on, which says the same. */
  #normalize(text: string): string {
    if (text === '') return text;
    const fresh = this.#endedInReturn && text.startsWith('\n') ? text.slice(1) : text;
    this.#endedInReturn = text.endsWith('\r');
    return fresh.includes('\r') ? fresh.replaceAll(/\r\n?/g, '\n') : fresh;
  }

  #join(): void {
    if (this.#frame !== null && this.#joined.length > 0) {
      this.#ready.push(`${this.#frame.before}${this.#joined.join('')}${this.#frame.after}\n\n`);
    }
    this.#joined = [];
  }

  /** @returns true where what stands between two places is text and nothing else */
  #accept(events: string, from: number, to: number): boolean {
    this.#size += to - from;
    const text = this.#frame === null ? null : textWithin(this.#frame, events, from, to);
    if (text !== null) {
      this.#joined.push(text);
      return true;
    }
    this.#join();
    const event = events.slice(from, to);
    const read = readFrame(event);
    if (read === null) {
      this.#ready.push(`${event}\n\n`);
      return false;
    }
    this.#frame = read.frame;
    this.#joined.push(read.text);
    return true;
  }

  /** @returns true where an event came that is more than text */
  #split(text: string): boolean {
    this.#rest.push(text);
    this.#unfinished += text.length;
    if (!text.includes('\n')) return false;
    const all = this.#rest.join('');
    let isUrgent = false;
    let from = 0;
    for (;;) {
      const end = all.indexOf('\n\n', from);
      if (end === -1) break;
      if (!this.#accept(all, from, end)) isUrgent = true;
      from = end + 2;
    }
    this.#rest = from === all.length ? [] : [all.slice(from)];
    this.#unfinished = all.length - from;
    return isUrgent;
  }
}

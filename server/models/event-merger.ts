import { StringDecoder } from 'node:string_decoder';
import { type DeltaFrame, readFrame, textWithin } from './delta-frame.ts';

/**
 * Reads a stream of server-sent events from a chat model, cut anywhere, and joins neighbouring events that carry text and
 * nothing else. Everything else goes through as it came, in its place. Pure: whoever feeds it says when to take.
 */
export interface EventMerger {
  /** @returns true where something came that is not to wait: an event that is more than text */
  feed(bytes: Uint8Array): boolean;
  /** Takes the whole events so far; '' where there are none. */
  take(): string;
  /** Nothing more comes: takes what is left, an event without its end too. */
  end(): string;
  /** characters of the events that wait to be taken, as they came */
  readonly size: number;
  /** characters of the event whose end has not come yet */
  readonly unfinished: number;
}

export function createEventMerger(): EventMerger {
  const decoder = new StringDecoder('utf8');
  /** what came behind the last whole event, in pieces: a long line is put together once */
  let rest: string[] = [];
  let unfinished = 0;
  let ready: string[] = [];
  let size = 0;
  let frame: DeltaFrame | null = null;
  let joined: string[] = [];
  let endedInReturn = false;

  /** Line ends are line feeds from here on, which says the same. */
  function normalize(text: string): string {
    if (text === '') return text;
    const fresh = endedInReturn && text.startsWith('\n') ? text.slice(1) : text;
    endedInReturn = text.endsWith('\r');
    return fresh.includes('\r') ? fresh.replaceAll(/\r\n?/g, '\n') : fresh;
  }

  function join(): void {
    if (frame !== null && joined.length > 0) ready.push(`${frame.before}${joined.join('')}${frame.after}\n\n`);
    joined = [];
  }

  /** @returns true where what stands between two places is text and nothing else */
  function accept(events: string, from: number, to: number): boolean {
    size += to - from;
    const text = frame === null ? null : textWithin(frame, events, from, to);
    if (text !== null) {
      joined.push(text);
      return true;
    }
    join();
    const event = events.slice(from, to);
    const read = readFrame(event);
    if (read === null) {
      ready.push(`${event}\n\n`);
      return false;
    }
    frame = read.frame;
    joined.push(read.text);
    return true;
  }

  /** @returns true where an event came that is more than text */
  function split(text: string): boolean {
    rest.push(text);
    unfinished += text.length;
    if (!text.includes('\n')) return false;
    const all = rest.join('');
    let isUrgent = false;
    let from = 0;
    for (;;) {
      const end = all.indexOf('\n\n', from);
      if (end === -1) break;
      if (!accept(all, from, end)) isUrgent = true;
      from = end + 2;
    }
    rest = from === all.length ? [] : [all.slice(from)];
    unfinished = all.length - from;
    return isUrgent;
  }

  function take(): string {
    join();
    const all = ready.join('');
    ready = [];
    size = 0;
    return all;
  }

  return {
    feed: (bytes) => split(normalize(decoder.write(bytes))),
    take,
    end: () => {
      split(normalize(decoder.end()));
      const last = take() + rest.join('');
      rest = [];
      unfinished = 0;
      return last;
    },
    get size() {
      return size;
    },
    get unfinished() {
      return unfinished;
    },
  };
}

import type { Readable } from 'node:stream';
import type { Ticker } from '#server/streams/ticker.ts';
import { EventMerger } from './event-merger.ts';

/** A reader that takes nothing is not read for beyond this many characters. */
const mostWaiting = 65_536;
/** An event that has more characters than this and no end is none: the stream breaks off. */
const mostUnfinished = 1_000_000;

/**
 * An event stream with neighbouring text joined: what arrives together, or within one window of `ticker`, is one event.
 * Text that comes later than a window after the last is passed on at once, the first text too, and so is everything that
 * is more than text, with all before it; nothing is held when the stream ends or breaks. Leaving it destroys `source`.
 */
export function mergeEvents(source: Readable, ticker: Ticker): ReadableStream<Uint8Array> {
  const merger = new EventMerger();
  let over: { error?: unknown } | null = null;
  let isDue = false;
  let hasBegun = false;
  let lastOut = 0;
  let pieces: Uint8Array[] = [];
  let wake = () => {};
  const canGiveOut = () => isDue || over !== null;
  const giveOut = () => {
    isDue = true;
    wake();
  };
  const end = (how: { error?: unknown }) => {
    read();
    over ??= how;
    wake();
  };

  const read = () => {
    if (pieces.length === 0) return;
    const bytes = Buffer.concat(pieces);
    pieces = [];
    const isUrgent = merger.feed(bytes);
    if (merger.unfinished > mostUnfinished) source.destroy(new Error('an event without an end'));
    if (merger.size === 0) return;
    if (isUrgent || !hasBegun || performance.now() - lastOut >= ticker.windowMs) giveOut();
    else ticker.add(giveOut);
    hasBegun ||= !isUrgent;
    if (merger.size > mostWaiting) source.pause();
  };

  // one read of the socket brings many small pieces: they are decoded as one
  source.on('data', (bytes: Uint8Array) => {
    pieces.push(bytes);
    if (pieces.length === 1) process.nextTick(read);
  });
  source.once('end', () => end({}));
  source.once('error', (error) => end({ error }));
  source.once('close', () => end({ error: new Error('the stream broke off') }));

  async function pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    while (!canGiveOut()) await new Promise<void>((resolve) => (wake = resolve));
    isDue = false;
    lastOut = performance.now();
    const text = over === null ? merger.take() : merger.end();
    if (source.isPaused()) source.resume();
    if (text !== '') controller.enqueue(Buffer.from(text));
    else if (over === null) await pull(controller);
    else if ('error' in over) controller.error(over.error);
    else controller.close();
  }

  return new ReadableStream({ pull, cancel: () => void source.destroy() }, { highWaterMark: 0 });
}

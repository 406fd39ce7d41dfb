import type { Ticker } from '#server/streams/ticker.ts';
import { createEventMerger } from './event-merger.ts';

/** A reader that takes nothing is not read for beyond this many characters. */
const mostWaiting = 65_536;

/**
 * A fetch whose event streams come with neighbouring text joined: what arrives together, or within one window of
 * `ticker`, is one event to the client that parses it. The first text is passed on at once, and so is everything that
 * is more than text, with all before it; nothing is held when the stream ends or breaks.
 */
export function createMergingFetch(ticker: Ticker, upstream: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const response = await upstream(input, init);
    const { ok, body, status, statusText, headers } = response;
    if (!ok || body === null || headers.get('content-type')?.startsWith('text/event-stream') !== true) return response;
    return new Response(mergeEvents(body, ticker), { status, statusText, headers });
  };
}

function mergeEvents(body: ReadableStream<Uint8Array>, ticker: Ticker): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const merger = createEventMerger();
  let over: { error?: unknown } | null = null;
  let isDue = false;
  let wake = () => {};
  let taken = () => {};
  const canGiveOut = () => isDue || over !== null;
  const giveOut = () => {
    isDue = true;
    wake();
  };

  async function readAll(): Promise<void> {
    let hasBegun = false;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const isUrgent = merger.feed(value);
      if (merger.size === 0) continue;
      if (isUrgent || !hasBegun) giveOut();
      else ticker.add(giveOut);
      hasBegun ||= !isUrgent;
      while (merger.size > mostWaiting) await new Promise<void>((resolve) => (taken = resolve));
    }
  }
  readAll()
    .then(() => (over = {}))
    .catch((error: unknown) => (over = { error }))
    .finally(() => wake());

  async function pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    while (!canGiveOut()) await new Promise<void>((resolve) => (wake = resolve));
    isDue = false;
    const text = over === null ? merger.take() : merger.end();
    taken();
    if (text !== '') controller.enqueue(Buffer.from(text));
    else if (over === null) await pull(controller);
    else if ('error' in over) controller.error(over.error);
    else controller.close();
  }

  return new ReadableStream({ pull, cancel: (reason) => reader.cancel(reason) }, { highWaterMark: 0 });
}

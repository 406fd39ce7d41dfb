import { answerOf } from './answer-text.ts';
import type { StreamReader } from './lines/line.ts';

/** One stream as its client sees it: every piece is compared with what must come next. */
export interface CheckedStream {
  reader: StreamReader;
  /** milliseconds of the performance clock; NaN before */
  readonly firstAt: number;
  readonly chars: number;
  readonly events: number;
  /** what was wrong first; null where nothing was */
  readonly wrong: string | null;
  readonly ended: Promise<void>;
}

/** @param arrived is told of every text, with the time since the one before it, NaN for the first */
export function checkStream(stream: number, tokens: number, arrived: (gapMs: number) => void): CheckedStream {
  const expected = answerOf(stream, tokens);
  const done = Promise.withResolvers<void>();
  let lastAt = NaN;
  let hasEnded = false;
  const state: { firstAt: number; chars: number; events: number; wrong: string | null } = {
    firstAt: NaN,
    chars: 0,
    events: 0,
    wrong: null,
  };
  const complain = (what: string) => (state.wrong ??= `stream ${stream}: ${what}`);
  return {
    get firstAt() {
      return state.firstAt;
    },
    get chars() {
      return state.chars;
    },
    get events() {
      return state.events;
    },
    get wrong() {
      return state.wrong;
    },
    ended: done.promise,
    reader: {
      text: (text) => {
        const now = performance.now();
        if (Number.isNaN(state.firstAt)) state.firstAt = now;
        arrived(now - lastAt);
        lastAt = now;
        if (hasEnded) complain('text after the end');
        if (!expected.startsWith(text, state.chars))
          complain(`at ${state.chars} came ${text.slice(0, 40)}, not ${expected.slice(state.chars, state.chars + 40)}`);
        state.chars += text.length;
        state.events += 1;
      },
      end: (stored) => {
        if (hasEnded) complain('a second end');
        hasEnded = true;
        if (state.chars !== expected.length) complain(`${state.chars} characters of ${expected.length}`);
        if (stored !== undefined && stored !== expected) complain('what is stored is not what was streamed');
        done.resolve();
      },
      fail: (error) => {
        complain(error.message);
        hasEnded = true;
        done.resolve();
      },
    },
  };
}

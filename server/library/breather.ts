import { setImmediate } from 'node:timers';

/** So long may such work hold the event loop, all of it together. */
const holdMs = 8;

const waiting: (() => void)[] = [];
let since = 0;

/**
 * For long work in small steps: what it returns, awaited after each step, lets others work every few milliseconds. Of
 * several such works one goes on in each turn of the event loop, so that they do not hold it one after the other.
 */
export function breathe(): Promise<void> | undefined {
  if (performance.now() - since < holdMs) return undefined;
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(goOn);
  });
}

function goOn(): void {
  since = performance.now();
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(goOn);
}

/** Does work that yields between its steps, and lets others work meanwhile. */
export async function inSteps<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await breathe();
  }
}

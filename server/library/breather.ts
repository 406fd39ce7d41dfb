const holdMs = 8;

/** For long work in small steps: what it returns, awaited after each step, lets others work every few milliseconds. */
export function createBreather(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < holdMs) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        since = performance.now();
        resolve();
      }),
    );
  };
}

/** Does work that yields between its steps, and lets others work meanwhile. */
export async function inSteps<T>(work: Generator<void, T>): Promise<T> {
  const breathe = createBreather();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await breathe();
  }
}

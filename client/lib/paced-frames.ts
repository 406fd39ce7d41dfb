/**
 * Makes a scheduler that runs work in animation frames at least `gapMs` apart: text that grows faster than it is read
 * need not be set anew with every frame of a screen.
 */
export function pacedFrames(gapMs: number): (work: () => void) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (work) => {
    const inFrame = (): void => {
      requestAnimationFrame(() => {
        last = performance.now();
        work();
      });
    };
    const wait = last + gapMs - performance.now();
    if (wait <= 0) inFrame();
    else setTimeout(inFrame, wait);
  };
}

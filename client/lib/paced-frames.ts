/** Work and what follows from it take at most this share of the time. */
const share = 0.2;
const longestGapMs = 400;

/**
 * Makes a scheduler that runs work in animation frames at least `gapMs` apart: text that grows faster than it is read
 * need not be set anew with every frame of a screen. Where work and the frame that shows it take long, as on a slow
 * phone, frames are further apart, so that the page answers in between.
 */
export function pacedFrames(gapMs: number): (work: () => void) => void {
  let next = Number.NEGATIVE_INFINITY;
  return (work) => {
    const inFrame = (): void => {
      requestAnimationFrame(() => {
        const began = performance.now();
        next = began + gapMs;
        work();
        // the frame has been laid out and painted when this is called
        const painted = new MessageChannel();
        painted.port1.addEventListener('message', () => {
          painted.port1.close();
          next = began + Math.min(longestGapMs, Math.max(gapMs, (performance.now() - began) / share));
        });
        painted.port1.start();
        painted.port2.postMessage(null);
      });
    };
    const wait = next - performance.now();
    if (wait <= 0) inFrame();
    else setTimeout(inFrame, wait);
  };
}

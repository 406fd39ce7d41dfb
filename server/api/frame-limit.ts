/** A tab that is busy sends a few a second; what one sends together goes in one frame. */
const framesPerMinute = 1_200;
const windowMs = 60_000;

/**
 * Counts the frames that come over one socket, of any kind: refusing a call costs work too.
 *
 * @param exceed called once, with the first frame over the limit of a minute
 * @param now    milliseconds
 */
export function createFrameLimit(exceed: () => void, now: () => number = () => performance.now()): () => void {
  let since = now();
  let count = 0;
  return () => {
    count += 1;
    if (now() - since >= windowMs) {
      since = now();
      count = 1;
    }
    if (count === framesPerMinute + 1) exceed();
  };
}

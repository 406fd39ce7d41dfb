const silenceMs = 3_000;

/** Listens to how long nothing has come, and stops who waits in vain. */
export interface Silence {
  /** aborted by the one who listens, or where nothing more can come */
  readonly signal: AbortSignal;
  /** Something has come; until `begin` nobody waits. */
  interrupt(): void;
  begin(): void;
  close(): void;
}

/**
 * @param outer  aborts the silence's signal too
 * @param isOver asked after every 3 s of silence; once it says so, nothing more can come
 */
export function openSilence(outer: AbortSignal, isOver: () => Promise<boolean>): Silence {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (outer.aborted) abort();
  outer.addEventListener('abort', abort);
  let began: number | null = performance.now();
  const listen = async () => {
    const heard = began;
    if (heard === null || performance.now() - heard < silenceMs) return;
    if ((await isOver()) && began === heard) abort();
  };
  const listening = setInterval(() => void listen().catch(() => {}), silenceMs / 2).unref();
  return {
    signal: controller.signal,
    interrupt: () => {
      began = null;
    },
    begin: () => {
      began = performance.now();
    },
    close: () => {
      clearInterval(listening);
      outer.removeEventListener('abort', abort);
      abort();
    },
  };
}

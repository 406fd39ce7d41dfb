/** Throws an AbortError once `signal` is aborted, whatever reason was given: callers tell it by its name. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new DOMException('This was stopped.', 'AbortError');
}

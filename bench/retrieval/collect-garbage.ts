/** Collects all garbage now, so that what is measured next does not pay for what was before. */
export function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error('start it by `npm run bench`: Node needs --expose-gc');
  globalThis.gc();
}

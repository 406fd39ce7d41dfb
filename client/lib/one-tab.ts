/**
 * Does work while no other tab of this browser does work of the same name. Where the browser has no locks (a page over
 * plain HTTP from elsewhere) it is done at once.
 */
export function inOneTab(name: string, work: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request(`footnote.${name}`, work) : work();
}

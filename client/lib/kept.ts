/** Small strings that outlive the page; a browser that keeps nothing is not an error. */
export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(`footnote.${key}`);
  } catch {
    return null;
  }
}

/** Keeps a string, or forgets it with null. */
export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`footnote.${key}`);
    else localStorage.setItem(`footnote.${key}`, value);
  } catch {
    // full or closed storage: the choice lasts until the page goes
  }
}

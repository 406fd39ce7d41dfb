const prefix = 'footnote.';

/** Small strings that outlive the page; a browser that keeps nothing is not an error. */
export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

/** Keeps a string, or forgets it with null. */
export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, value);
  } catch {
    // full or closed storage: the choice lasts until the page goes
  }
}

/** The keys that begin so. */
export function keptKeys(beginning: string): string[] {
  try {
    return Object.keys(localStorage).flatMap((key) =>
      key.startsWith(prefix + beginning) ? [key.slice(prefix.length)] : [],
    );
  } catch {
    return [];
  }
}

/** Calls back when another tab of this browser keeps something else, or nothing, under a key that begins so. */
export function onKeptElsewhere(beginning: string, changed: (key: string) => void): () => void {
  const onStorage = ({ key }: StorageEvent): void => {
    if (key?.startsWith(prefix + beginning) === true) changed(key.slice(prefix.length));
  };
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}

import { useEffect } from 'react';

/** Calls back on Escape, unless something on top of the page takes it first. */
export function useEscape(action: (() => void) | null): void {
  useEffect(() => {
    if (action === null) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      if (document.querySelector('dialog[open]') !== null) return;
      action();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [action]);
}

import { type RefObject, useEffect, useState } from 'react';

export interface Selected {
  text: string;
  /** where it stands on the screen, in CSS pixels */
  box: DOMRect;
}

const restMs = 120;

/** What is selected within a scroll box, once neither pointer nor keys move any more; null where nothing is. */
export function useSelection(scroller: RefObject<HTMLElement | null>): Selected | null {
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isDown = false;
    const look = (): void => setSelected(isDown ? null : selectedIn(scroller.current));
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(look, restMs);
    };
    const onDown = (): void => {
      isDown = true;
    };
    const onUp = (): void => {
      isDown = false;
      later();
    };
    const box = scroller.current;
    box?.addEventListener('pointerdown', onDown);
    box?.addEventListener('scroll', later, { passive: true });
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onUp);
    document.addEventListener('selectionchange', later);
    return () => {
      clearTimeout(timer);
      box?.removeEventListener('pointerdown', onDown);
      box?.removeEventListener('scroll', later);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onUp);
      document.removeEventListener('selectionchange', later);
    };
  }, [scroller]);
  return selected;
}

/** What is selected within that box at this moment, its blanks made single; null where nothing is. */
export function selectedIn(box: HTMLElement | null): Selected | null {
  const selection = document.getSelection();
  if (!box || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.commonAncestorContainer)) return null;
  const text = selection.toString().replaceAll(/\s+/g, ' ').trim();
  return text === '' ? null : { text, box: range.getBoundingClientRect() };
}

import { type RefObject, useEffect, useState } from 'react';
import type { Size } from './use-pdf-file.ts';

const restMs = 80;

/** What a page may take of its scroll box, in CSS pixels; null before it is known. Follows the box once it is at rest. */
export function useRoom(scroller: RefObject<HTMLDivElement | null>): Size | null {
  const [room, setRoom] = useState<Size | null>(null);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const measure = (): void => {
      const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(box);
      const width = box.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      const height = box.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
      setRoom((before) => (before?.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(measure, restMs);
    });
    observer.observe(box);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [scroller]);
  return room;
}

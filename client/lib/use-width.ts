import { type RefObject, useEffect, useState } from 'react';

/** Whether an element is at least so wide, in CSS pixels; false before it is there. */
export function useAtLeast(element: RefObject<HTMLElement | null>, width: number): boolean {
  const [wide, setWide] = useState(false);
  useEffect(() => {
    const box = element.current;
    if (!box) return undefined;
    const observer = new ResizeObserver(() => setWide(box.clientWidth >= width));
    observer.observe(box);
    return () => observer.disconnect();
  }, [element, width]);
  return wide;
}

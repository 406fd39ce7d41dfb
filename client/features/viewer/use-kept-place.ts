import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { type Place, placeOf, returnTo } from './place.ts';

/** Keeps what is read where it is when pages change their sizes: `scale` or `sizes` is another value then. */
export function useKeptPlace(scroller: RefObject<HTMLDivElement | null>, scale: number, sizes: unknown): void {
  const place = useRef<Place | null>(null);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    const look = (): void => {
      place.current = placeOf(box);
    };
    box.addEventListener('scroll', look, { passive: true });
    return () => box.removeEventListener('scroll', look);
  }, [scroller]);
  const last = useRef({ scale, sizes });
  useLayoutEffect(() => {
    if (last.current.scale === scale && last.current.sizes === sizes) return;
    last.current = { scale, sizes };
    if (scroller.current && place.current) returnTo(scroller.current, place.current);
  }, [scroller, scale, sizes]);
}

import { useCallback, useEffect, useRef, useState } from 'react';

const nearPx = 48;

const distance = (box: HTMLElement): number => box.scrollHeight - box.scrollTop - box.clientHeight;

/**
 * Keeps a scroll box at its end while its content grows, until the reader scrolls up, and again once the reader is back
 * at the end. `box` is for the scroll box, `content` for its growing child.
 */
export function useFollow() {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const follow = useCallback(() => {
    following.current = true;
    setAtEnd(true);
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);

  useEffect(() => {
    const element = box.current;
    const inner = content.current;
    if (!element || !inner) return undefined;
    let last = element.scrollTop;
    const onScroll = (): void => {
      const near = distance(element) < nearPx;
      // Content that shrinks moves the view up as well; only a reader's way up, away from the end, lets go.
      if (near) following.current = true;
      else if (element.scrollTop < last) following.current = false;
      last = element.scrollTop;
      setAtEnd(near || following.current);
    };
    const onGrow = new ResizeObserver(() => {
      if (following.current) element.scrollTop = element.scrollHeight;
      setAtEnd(following.current || distance(element) < nearPx);
    });
    element.addEventListener('scroll', onScroll, { passive: true });
    onGrow.observe(inner);
    onGrow.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      onGrow.disconnect();
    };
  }, []);

  return { box, content, atEnd, follow };
}

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { forgetPlace, leaveThread, returnToPlace } from './left-places.ts';

const nearPx = 48;

const distance = (box: HTMLElement): number => box.scrollHeight - box.scrollTop - box.clientHeight;

/**
 * Keeps a scroll box at its end while its content grows, until the reader scrolls up, and again once the reader is back
 * at the end. A thread that was left further up is shown as it was left. `box` is for the scroll box, `content` for its
 * growing child.
 */
export function useFollow(sessionId: string) {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  /** shown as it was left, until the reader moves it */
  const returned = useRef(false);
  const [atEnd, setAtEnd] = useState(true);

  const follow = useCallback(() => {
    following.current = true;
    returned.current = false;
    setAtEnd(true);
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    returned.current = returnToPlace(sessionId, element);
    following.current = !returned.current;
    return () => {
      if (following.current) forgetPlace(sessionId);
      else leaveThread(sessionId, element);
    };
  }, [sessionId]);

  useEffect(() => {
    const element = box.current;
    const inner = content.current;
    if (!element || !inner) return undefined;
    let last = element.scrollTop;
    const onScroll = (): void => {
      const near = distance(element) < nearPx;
      if (returned.current) return setAtEnd(near);
      // Content that shrinks moves the view up as well; only a reader's way up, away from the end, lets go.
      if (near) following.current = true;
      else if (element.scrollTop < last) following.current = false;
      last = element.scrollTop;
      setAtEnd(near || following.current);
    };
    const onGrow = new ResizeObserver(() => {
      if (following.current) element.scrollTop = element.scrollHeight;
      else if (returned.current) returnToPlace(sessionId, element);
      setAtEnd(following.current || distance(element) < nearPx);
    });
    const onMove = (): void => {
      returned.current = false;
    };
    const moves = ['wheel', 'touchmove', 'pointerdown', 'keydown'];
    element.addEventListener('scroll', onScroll, { passive: true });
    for (const move of moves) element.addEventListener(move, onMove, { passive: true });
    onGrow.observe(inner);
    onGrow.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      for (const move of moves) element.removeEventListener(move, onMove);
      onGrow.disconnect();
    };
  }, [sessionId]);

  return { box, content, atEnd, follow };
}

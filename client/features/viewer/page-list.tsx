import { type CSSProperties, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { copy } from '../../copy/en.ts';

declare module 'react' {
  interface CSSProperties {
    '--scale-factor'?: number;
  }
}

interface PageListProps {
  pages: number;
  scroller: RefObject<HTMLDivElement | null>;
  className: string;
  styleOf?: (number: number) => CSSProperties;
  onCurrent: (number: number) => void;
  children: (number: number) => ReactNode;
}

const noStyle = (): CSSProperties => ({});

/**
 * A place for every page; only those near the view have content. Empty places are cheap, so a thousand of them scroll
 * by the browser's own means.
 */
export function PageList({ pages, scroller, className, styleOf = noStyle, onCurrent, children }: PageListProps) {
  const list = useRef<HTMLOListElement>(null);
  const [near, setNear] = useState<ReadonlySet<number>>(new Set());

  useEffect(() => {
    const root = scroller.current;
    if (!root || !list.current) return;
    const observer = new IntersectionObserver(
      (entries) =>
        setNear((before) => {
          const after = new Set(before);
          for (const { target, isIntersecting } of entries) {
            const number = Number(target instanceof HTMLElement ? target.dataset['page'] : Number.NaN);
            if (isIntersecting) after.add(number);
            else after.delete(number);
          }
          return after;
        }),
      { root, rootMargin: '75% 0%' },
    );
    for (const slot of list.current.children) observer.observe(slot);
    return () => observer.disconnect();
  }, [scroller]);

  useEffect(() => {
    const root = scroller.current;
    if (!root) return;
    const look = (): void => {
      const slots = list.current?.children ?? [];
      const line = root.getBoundingClientRect().top + root.clientHeight / 3;
      let [low, high] = [0, slots.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((slots[middle]?.getBoundingClientRect().top ?? 0) <= line) low = middle;
        else high = middle - 1;
      }
      onCurrent(low + 1);
    };
    root.addEventListener('scroll', look, { passive: true });
    return () => root.removeEventListener('scroll', look);
  }, [scroller, onCurrent]);

  return (
    <ol ref={list}>
      {Array.from({ length: pages }, (_, at) => at + 1).map((number) => (
        <li key={number} data-page={number} aria-label={copy.viewer.pageLabel(number)} className="page-slot">
          <div className={className} style={styleOf(number)}>
            {near.has(number) && children(number)}
          </div>
        </li>
      ))}
    </ol>
  );
}

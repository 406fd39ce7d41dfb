import { type CSSProperties, memo, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { copy } from '../../copy/en.ts';
import { pageAt } from './place.ts';

declare module 'react' {
  interface CSSProperties {
    '--scale-factor'?: number;
    '--text-share'?: number;
  }
}

interface PageListProps {
  pages: number;
  scroller: RefObject<HTMLDivElement | null>;
  className: string;
  /** the same object as long as nothing changes */
  styleOf?: (number: number) => CSSProperties | undefined;
  onCurrent: (number: number) => void;
  /** the same function as long as nothing changes */
  children: (number: number) => ReactNode;
}

const noStyle = (): undefined => undefined;

/**
 * A place for every page; only those near the view have content. Empty places are cheap, so a thousand of them scroll
 * by the browser's own means.
 */
export function PageList({ pages, scroller, className, styleOf = noStyle, onCurrent, children }: PageListProps) {
  const list = useRef<HTMLOListElement>(null);
  const near = useNear(list, scroller);

  useEffect(() => {
    const root = scroller.current;
    if (!root) return;
    const look = (): void => onCurrent(pageAt(root, root.clientHeight / 3));
    root.addEventListener('scroll', look, { passive: true });
    return () => root.removeEventListener('scroll', look);
  }, [scroller, onCurrent]);

  return (
    <ol ref={list}>
      {Array.from({ length: pages }, (_, at) => at + 1).map((number) => (
        <PageSlot
          key={number}
          number={number}
          className={className}
          style={styleOf(number)}
          render={near.has(number) ? children : null}
        />
      ))}
    </ol>
  );
}

interface PageSlotProps {
  number: number;
  className: string;
  style: CSSProperties | undefined;
  render: ((number: number) => ReactNode) | null;
}

const PageSlot = memo(function PageSlot({ number, className, style = {}, render }: PageSlotProps) {
  return (
    <li data-page={number} aria-label={copy.viewer.pageLabel(number)} className="page-slot">
      <div className={className} style={style}>
        {render?.(number)}
      </div>
    </li>
  );
});

/** The pages in the view and up to three quarters of its height around it. */
function useNear(
  list: RefObject<HTMLOListElement | null>,
  scroller: RefObject<HTMLDivElement | null>,
): ReadonlySet<number> {
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
  }, [list, scroller]);
  return near;
}

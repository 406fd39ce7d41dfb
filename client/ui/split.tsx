import { type ReactNode, useRef } from 'react';
import { cx } from './classes.ts';
import { Separator } from './separator.tsx';
import { useShare } from './use-share.ts';

interface SplitProps {
  /** where the panel stands: beside the main part, above it, or over everything */
  place: 'beside' | 'above' | 'over';
  /** what the separator changes, as it is read out */
  label: string;
  main: ReactNode;
  /** false: the main part has all the room */
  panel: ReactNode | false;
}

/** Two parts with a separator that can be moved; where it stands is remembered, for either direction. */
export function Split({ place, label, main, panel }: SplitProps) {
  const box = useRef<HTMLDivElement>(null);
  const { share, set, reset } = useShare(place === 'above' ? 'above' : 'beside');
  const parts = [
    <main key="main" className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      {main}
    </main>,
  ];
  if (panel !== false) {
    if (place !== 'over')
      parts.push(
        <section key="line" aria-label={label} className="contents">
          <Separator box={box} place={place} label={label} share={share} onMove={set} onReset={reset} />
        </section>,
      );
    parts.push(
      <div
        key="panel"
        className={
          place === 'over'
            ? 'fixed inset-0 z-40 flex'
            : cx('flex shrink-0', place === 'beside' ? 'min-w-80' : 'min-h-36')
        }
        style={place === 'over' ? {} : { flexBasis: `${share * 100}%` }}
      >
        {panel}
      </div>,
    );
  }
  return (
    <div ref={box} className={cx('flex min-w-0 flex-1', place === 'above' && 'flex-col')}>
      {place === 'above' ? parts.toReversed() : parts}
    </div>
  );
}

import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from 'react';
import { cx } from './classes.ts';
import { shares } from './use-share.ts';

const step = 0.02;

interface SeparatorProps {
  /** what is shared out */
  box: RefObject<HTMLElement | null>;
  place: 'beside' | 'above';
  label: string;
  /** the panel's share of the box, which is on the right or above */
  share: number;
  onMove: (share: number) => void;
  onReset: () => void;
}

/** The line between two parts: it is dragged, moved by arrow keys, and put back by a double click or Enter. */
export function Separator({ box, place, label, share, onMove, onReset }: SeparatorProps) {
  const [dragged, setDragged] = useState(false);
  const isUpright = place === 'beside';
  const onPointerMove = ({ clientX, clientY }: PointerEvent): void => {
    const all = box.current?.getBoundingClientRect();
    if (!dragged || !all) return;
    onMove(isUpright ? (all.right - clientX) / all.width : (clientY - all.top) / all.height);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, () => void> = {
      [isUpright ? 'ArrowLeft' : 'ArrowDown']: () => onMove(share + step),
      [isUpright ? 'ArrowRight' : 'ArrowUp']: () => onMove(share - step),
      Home: () => onMove(shares.least),
      End: () => onMove(shares.most),
      Enter: onReset,
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
  const release = (): void => setDragged(false);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that can be focused is a control
    <hr
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so is one with a place in the order of focus
      tabIndex={0}
      aria-label={label}
      aria-orientation={isUpright ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={shares.least * 100}
      aria-valuemax={shares.most * 100}
      data-dragged={dragged ? '' : undefined}
      className={cx('separator', isUpright ? 'separator-upright' : 'separator-flat')}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        setDragged(true);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={release}
      onPointerCancel={release}
      onDoubleClick={onReset}
      onKeyDown={onKeyDown}
    />
  );
}

import { lazy, Suspense, useEffect, useRef } from 'react';
import { copy } from '../copy/en.ts';
import type { Target } from '../features/viewer/target.ts';
import { cx } from '../ui/classes.ts';
import { Skeleton } from '../ui/skeleton.tsx';

const Viewer = lazy(() => import('../features/viewer/viewer.tsx'));

interface SourcePanelProps {
  documentId: string;
  target: Target;
  /** it stands beside the page; else it lies over it */
  beside: boolean;
  onClose: () => void;
}

/** The right area: an open source. Over the page it takes the focus, beside it the page keeps it. */
export function SourcePanel({ documentId, target, beside, onClose }: SourcePanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (beside) return undefined;
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [beside]);
  useEffect(() => {
    const box = panel.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      onClose();
    };
    box?.addEventListener('keydown', onKeyDown);
    return () => box?.removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={copy.viewer.label}
      className={cx(
        'flex flex-col bg-paper outline-none animate-in',
        beside ? 'w-[min(46vw,52rem)] shrink-0 border-l border-line' : 'fixed inset-0 z-40',
      )}
    >
      <Suspense fallback={<Skeleton lines={12} className="p-6" />}>
        <Viewer documentId={documentId} target={target} onClose={onClose} />
      </Suspense>
    </aside>
  );
}

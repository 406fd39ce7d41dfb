import { lazy, Suspense, useEffect, useRef } from 'react';
import { copy } from '../copy/en.ts';
import type { Target } from '../features/viewer/target.ts';
import { Skeleton } from '../ui/skeleton.tsx';

const Viewer = lazy(() => import('../features/viewer/viewer.tsx'));

interface SourcePanelProps {
  documentId: string;
  target: Target;
  /** it lies over the page and takes the focus; else the page keeps it */
  isOver: boolean;
  onAsk: (quotation: string) => void;
  onChat: (() => void) | null;
  onClose: () => void;
}

/** An open source. The focus goes back to where it came from when it is closed. */
export function SourcePanel({ documentId, target, isOver, onAsk, onChat, onClose }: SourcePanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    if (isOver) panel.current?.focus();
    return () => {
      // what had the focus has gone with the panel, and nothing has taken it since
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [isOver]);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={copy.viewer.label}
      className="flex min-h-0 min-w-0 flex-1 flex-col bg-paper outline-none animate-in"
    >
      <Suspense fallback={<Skeleton lines={12} className="p-6" />}>
        <Viewer documentId={documentId} target={target} onAsk={onAsk} onChat={onChat} onClose={onClose} />
      </Suspense>
    </aside>
  );
}

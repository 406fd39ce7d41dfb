import { lazy, Suspense, useEffect } from 'react';
import { useStore } from '../../lib/use-store.ts';
import { openDialogs } from '../../ui/open-dialogs.ts';
import { undoLast } from '../../ui/toasts.ts';
import { hasMod, isWriting, singleKeys } from './keys.ts';
import { overlay } from './overlay.ts';
// not lazy: what is typed right after the keys that open it must not go to the page below
import { Palette } from './palette.tsx';
import type { PaletteProps } from './use-entries.ts';

const Shortcuts = lazy(() => import('./shortcuts.tsx'));

interface OverlaysProps extends Omit<PaletteProps, 'classId' | 'onShortcuts' | 'onClose'> {
  classId: string | null;
}

/** What keys open over the page, on every page. */
export function Overlays({ classId, onSearch, ...rest }: OverlaysProps) {
  const open = useStore(overlay);
  const close = (): void => overlay.set(null);
  useEffect(() => {
    const doneBy = (event: KeyboardEvent): (() => void) | null => {
      if (hasMod(event) && event.key === 'k' && classId !== null)
        return () => overlay.set((before) => (before === 'palette' ? null : 'palette'));
      if (openDialogs.get().length > 0) return null;
      if (hasMod(event) && event.key === '/') return () => overlay.set('shortcuts');
      if (isWriting(event)) return null;
      if (hasMod(event) && event.key === 'z' && !event.shiftKey) return undoLast();
      if (hasMod(event) || event.altKey || !singleKeys.get()) return null;
      if (event.key === '?') return () => overlay.set('shortcuts');
      return event.key === '/' && classId !== null ? onSearch : null;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const act = event.defaultPrevented ? null : doneBy(event);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [classId, onSearch]);
  return (
    <Suspense>
      {open === 'palette' && classId !== null && (
        <Palette
          {...rest}
          classId={classId}
          onSearch={onSearch}
          onShortcuts={() => overlay.set('shortcuts')}
          onClose={close}
        />
      )}
      {open === 'shortcuts' && <Shortcuts onClose={close} />}
    </Suspense>
  );
}

import type { Class } from '#shared/class.ts';
import type { Document } from '#shared/document.ts';
import { copy } from '../../copy/en.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { moveByArrows } from '../../ui/list-keys.ts';
import { useClasses } from './use-classes.ts';

interface MoveDialogProps {
  document: Document;
  onMove: (to: Class) => void;
  onClose: () => void;
}

const words = copy.library;

/** Chooses the class that a document goes to. */
export function MoveDialog({ document, onMove, onClose }: MoveDialogProps) {
  const others = useClasses().classes?.filter(({ classId }) => classId !== document.classId) ?? [];
  return (
    <Dialog title={words.moveTitle(document.name)} onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys move between the buttons inside */}
      <ul data-rows onKeyDown={moveByArrows} className="-mx-2 border-t border-line">
        {others.map((other, at) => (
          <li key={other.classId} className="border-b border-line">
            <button
              type="button"
              data-row
              {...(at === 0 ? { 'data-first': '' } : {})}
              onClick={() => {
                onMove(other);
                onClose();
              }}
              className="flex min-h-10 w-full items-baseline justify-between gap-4 rounded-md px-2 py-2.5 text-left transition-colors duration-150 hover:bg-wash"
            >
              <span className="min-w-0 truncate">{other.name}</span>
              <span className="shrink-0 text-note text-soft tabular">{words.documentCount(other.documentCount)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

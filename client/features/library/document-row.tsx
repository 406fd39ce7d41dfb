import { type KeyboardEvent, useRef, useState } from 'react';
import type { Document } from '#shared/document.ts';
import { copy } from '../../copy/en.ts';
import { cx } from '../../ui/classes.ts';
import { focusBeside } from '../../ui/list-keys.ts';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { DocumentDialogs } from './document-dialogs.tsx';
import { type DocumentDialog, DocumentMenu } from './document-menu.tsx';
import type { Place } from './place.ts';
import { useDocumentActions } from './use-document-actions.ts';

interface DocumentRowProps {
  document: Document;
  open: boolean;
  onOpen: () => void;
  onOpenPlace: (place: Place) => void;
  /** leaves the page that shows it; the result comes back to it */
  leave: () => () => void;
}

const words = copy.library;

function stateWords({ status, progress, pages }: Document): string {
  if (status === 'ready') return words.pages(pages);
  return status === 'extracting' ? words.progress(words.states.extracting, progress) : words.states[status];
}

/** One document in the list, with its state; F2 renames it, Delete deletes it. */
export function DocumentRow({ document, open, onOpen, onOpenPlace, leave }: DocumentRowProps) {
  const [dialog, setDialog] = useState<DocumentDialog | null>(null);
  const row = useRef<HTMLLIElement>(null);
  const actions = useDocumentActions();
  const { name, status, progress, error } = document;
  const running = status !== 'ready' && status !== 'failed';
  const remove = (): void => {
    focusBeside(row.current);
    actions.remove(document, leave);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'F2') setDialog('rename');
    else if (event.key === 'Delete') remove();
    else return;
    event.preventDefault();
  };
  return (
    <li ref={row} className={cx('row', open && 'bg-wash')} data-status={status}>
      <button
        type="button"
        data-row
        onClick={status === 'ready' ? onOpen : () => setDialog('details')}
        onKeyDown={onKeyDown}
        aria-current={open ? 'true' : undefined}
        className="row-link"
      >
        <span className="min-w-0 flex-1 truncate" title={name}>
          {name}
        </span>
        <span className={cx('row-state text-note tabular', running ? 'text-accent' : 'text-soft')}>
          {stateWords(document)}
        </span>
      </button>
      <DocumentMenu document={document} onDialog={setDialog} onRemove={remove} />
      {running && (
        <ProgressLine label={name} value={progress} className="absolute bottom-0 left-2 w-[calc(100%-1rem)]" />
      )}
      {status === 'failed' && (
        <div className="px-2 pb-2">
          <p className="text-note break-words text-soft">{error ?? copy.unexpected}</p>
          <button
            type="button"
            className="text-note font-bold underline underline-offset-2 pointer-coarse:py-2"
            aria-label={words.retry(name)}
            onClick={() => actions.retry(document)}
          >
            {copy.retry}
          </button>
        </div>
      )}
      {dialog !== null && (
        <DocumentDialogs document={document} open={dialog} onOpenPlace={onOpenPlace} onClose={() => setDialog(null)} />
      )}
    </li>
  );
}

import { useState } from 'react';
import { DotsHorizontalIcon, ExternalLinkIcon, Pencil1Icon, ReloadIcon, TrashIcon } from '@radix-ui/react-icons';
import type { Document } from '#shared/document.ts';
import { limits } from '#shared/limits.ts';
import { copy } from '../../copy/en.ts';
import { cx } from '../../ui/classes.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { NameDialog } from '../../ui/name-dialog.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { useDocumentActions } from './use-documents.ts';

interface DocumentRowProps {
  document: Document;
  open: boolean;
  onOpen: () => void;
  onGone: () => void;
}

const words = copy.library;

function stateWords({ status, progress, pages }: Document): string {
  if (status === 'ready') return words.pages(pages);
  return status === 'extracting' ? words.progress(words.states.extracting, progress) : words.states[status];
}

/** One document in the list, with its state. */
export function DocumentRow({ document, open, onOpen, onGone }: DocumentRowProps) {
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null);
  const actions = useDocumentActions();
  const { documentId, name, status, progress, error } = document;
  const running = status !== 'ready' && status !== 'failed';
  return (
    <li
      className={cx('group relative rounded-md transition-colors duration-150 hover:bg-wash', open && 'bg-wash')}
      data-status={status}
    >
      <div className="relative flex items-center">
        <button
          type="button"
          onClick={onOpen}
          disabled={status !== 'ready'}
          aria-current={open ? 'true' : undefined}
          className="flex min-h-8 min-w-0 flex-1 items-baseline gap-2 rounded-md px-2 py-1.5 text-left pointer-coarse:min-h-10"
        >
          <span className="min-w-0 flex-1 truncate" title={name}>
            {name}
          </span>
          <span
            className={cx(
              'shrink-0 text-note tabular group-focus-within:invisible group-hover:invisible pointer-coarse:visible pointer-coarse:pr-8',
              running ? 'text-accent' : 'text-soft',
            )}
          >
            {stateWords(document)}
          </span>
        </button>
        <Menu
          align="end"
          trigger={
            <IconButton
              label={words.more(name)}
              icon={<DotsHorizontalIcon />}
              className="absolute right-0.5 size-7 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
            />
          }
        >
          {status === 'failed' && (
            <MenuItem icon={<ReloadIcon />} onSelect={() => actions.retry(documentId)}>
              {copy.retry}
            </MenuItem>
          )}
          <MenuItem
            icon={<ExternalLinkIcon />}
            onSelect={() => window.open(`/api/documents/${documentId}/file`, '_blank', 'noopener')}
          >
            {words.download}
          </MenuItem>
          <MenuItem icon={<Pencil1Icon />} onSelect={() => setDialog('rename')}>
            {words.rename}
          </MenuItem>
          <MenuItem icon={<TrashIcon />} onSelect={() => setDialog('delete')}>
            {words.delete}
          </MenuItem>
        </Menu>
      </div>
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
            onClick={() => actions.retry(documentId)}
          >
            {copy.retry}
          </button>
        </div>
      )}
      {dialog === 'rename' && (
        <NameDialog
          title={words.renameDocument}
          label={words.documentName}
          action={copy.save}
          initial={name}
          maxLength={limits.documentNameChars}
          onSave={(next) => actions.rename(documentId, next)}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={words.deleteTitle(name)}
          text={words.deleteDocumentText}
          action={words.deleteDocument}
          onConfirm={() => actions.remove(documentId, onGone)}
          onClose={() => setDialog(null)}
        />
      )}
    </li>
  );
}

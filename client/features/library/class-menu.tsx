import { useState } from 'react';
import { BookmarkIcon, CaretSortIcon, Pencil1Icon, PlusIcon, TrashIcon } from '@radix-ui/react-icons';
import type { Class } from '#shared/class.ts';
import { limits } from '#shared/limits.ts';
import { copy } from '../../copy/en.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { NameDialog } from '../../ui/name-dialog.tsx';
import { useClassActions } from './use-classes.ts';

interface ClassMenuProps {
  classes: readonly Class[];
  current: Class | null;
  onOpen: (classId: string) => void;
  /** leaves the page of the current class; the result comes back to it */
  leave: () => () => void;
}

/** The current class, and the way to all others. */
export function ClassMenu({ classes, current, onOpen, leave }: ClassMenuProps) {
  const [dialog, setDialog] = useState<'create' | 'rename' | 'delete' | null>(null);
  const actions = useClassActions();
  const words = copy.library;
  const close = (): void => setDialog(null);
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            className="flex min-h-10 w-full items-center justify-between gap-2 rounded-md border border-line bg-raised px-2 text-left transition-colors duration-150 hover:border-edge data-[state=open]:border-edge"
          >
            <span className="sr-only">{words.chooseClass}: </span>
            <span className="min-w-0 truncate font-bold">{current?.name ?? words.chooseClass}</span>
            <CaretSortIcon className="shrink-0 text-soft" />
          </button>
        }
      >
        <MenuChoice
          label={words.classes}
          value={current?.classId ?? ''}
          options={classes.map(({ classId, name }) => ({ value: classId, label: name }))}
          onChange={onOpen}
        />
        <MenuLine />
        <MenuItem icon={<PlusIcon />} onSelect={() => setDialog('create')}>
          {words.newClass}
        </MenuItem>
        {!classes.some((one) => one.sample) && (
          <MenuItem icon={<BookmarkIcon />} onSelect={() => actions.addSample((made) => onOpen(made.classId))}>
            {words.addSample}
          </MenuItem>
        )}
        {current && (
          <>
            <MenuLine />
            <MenuItem icon={<Pencil1Icon />} onSelect={() => setDialog('rename')}>
              {words.renameClass}
            </MenuItem>
            <MenuItem
              icon={<TrashIcon />}
              onSelect={() => (current.documentCount > 0 ? setDialog('delete') : actions.remove(current, leave))}
            >
              {words.deleteClass}
            </MenuItem>
          </>
        )}
      </Menu>
      {dialog === 'create' && (
        <NameDialog
          title={words.newClass}
          label={words.className}
          action={words.create}
          maxLength={limits.classNameChars}
          onSave={(name) => actions.create(name, (made) => onOpen(made.classId))}
          onClose={close}
        />
      )}
      {dialog === 'rename' && current && (
        <NameDialog
          title={words.renameClass}
          label={words.className}
          action={copy.save}
          initial={current.name}
          maxLength={limits.classNameChars}
          onSave={(name) => actions.rename(current, name)}
          onClose={close}
        />
      )}
      {dialog === 'delete' && current && (
        <ConfirmDialog
          title={words.deleteTitle(current.name)}
          text={words.deleteText}
          action={words.deleteClass}
          onConfirm={() => actions.remove(current, leave)}
          onClose={close}
        />
      )}
    </>
  );
}

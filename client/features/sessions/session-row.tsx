import { Link, linkOptions } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import { DotsHorizontalIcon, Pencil1Icon, TrashIcon } from '@radix-ui/react-icons';
import { limits } from '#shared/limits.ts';
import type { Session } from '#shared/session.ts';
import { copy } from '../../copy/en.ts';
import { cx } from '../../ui/classes.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { focusBeside } from '../../ui/list-keys.ts';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { NameDialog } from '../../ui/name-dialog.tsx';
import { useSessionActions } from './use-session-actions.ts';

interface SessionRowProps {
  session: Session;
  /** the class under which it opens, null where there is none */
  classId: string | null;
  /** stands below its name */
  note?: string | null;
  current: boolean;
  onNavigate: () => void;
  /** leaves the page that shows it; the result comes back to it */
  leave: () => () => void;
}

const words = copy.sessions;

/** One chat in the list; F2 renames it, Delete deletes it. */
export function SessionRow({ session, classId, note = null, current, onNavigate, leave }: SessionRowProps) {
  const [renaming, setRenaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const actions = useSessionActions();
  const { sessionId, name, runIds } = session;
  const remove = (): void => {
    focusBeside(row.current);
    actions.remove(session, leave);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'F2') setRenaming(true);
    else if (event.key === 'Delete') remove();
    else return;
    event.preventDefault();
  };
  return (
    <li ref={row} className={cx('row', current && 'bg-wash')}>
      <Link
        {...(classId === null
          ? linkOptions({ to: '/chat/$sessionId', params: { sessionId } })
          : linkOptions({ to: '/class/$classId/chat/$sessionId', params: { classId, sessionId }, search: true }))}
        onClick={onNavigate}
        onKeyDown={onKeyDown}
        data-row
        aria-current={current ? 'page' : undefined}
        className={cx('row-link', current && 'font-bold')}
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate" title={name}>
            {name}
          </span>
          {note !== null && <span className="block truncate text-note font-normal text-soft">{note}</span>}
        </span>
        {runIds.length > 0 && (
          <span title={words.running} className="row-state size-2 animate-pulse self-center rounded-full bg-accent">
            <span className="sr-only">{words.running}</span>
          </span>
        )}
      </Link>
      <Menu
        align="end"
        trigger={<IconButton label={words.more(name)} icon={<DotsHorizontalIcon />} className="row-more" />}
      >
        <MenuItem icon={<Pencil1Icon />} onSelect={() => setRenaming(true)}>
          {copy.library.rename}
        </MenuItem>
        <MenuItem icon={<TrashIcon />} onSelect={remove}>
          {copy.library.delete}
        </MenuItem>
      </Menu>
      {renaming && (
        <NameDialog
          title={words.rename}
          label={words.name}
          action={copy.save}
          initial={name}
          maxLength={limits.sessionNameChars}
          onSave={(next) => actions.rename(session, next)}
          onClose={() => setRenaming(false)}
        />
      )}
    </li>
  );
}

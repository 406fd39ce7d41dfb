import { Link, useMatchRoute, useNavigate } from '@tanstack/react-router';
import { Pencil2Icon, ViewVerticalIcon } from '@radix-ui/react-icons';
import { copy } from '../copy/en.ts';
import { AccountMenu } from '../features/account/account-menu.tsx';
import { ClassMenu } from '../features/library/class-menu.tsx';
import type { Place } from '../features/library/place.ts';
import { useClasses } from '../features/library/use-classes.ts';
import { SessionList } from '../features/sessions/session-list.tsx';
import { Meter } from '../features/usage/meter.tsx';
import { cx } from '../ui/classes.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { ListProblem } from '../ui/list-ends.tsx';
import { Wordmark } from '../ui/wordmark.tsx';
import { useAccount } from './account-context.ts';
import { ColumnLists } from './column-lists.tsx';
import { useLeaving } from './use-leaving.ts';

export interface SideColumnProps {
  classId: string | null;
  sessionId: string | null;
  openId: string | null;
  onOpenDocument: (documentId: string) => void;
  onOpenPlace: (place: Place) => void;
  onFiles: (files: File[]) => void;
  /** something was chosen: a drawer closes */
  onNavigate: () => void;
  onCollapse: () => void;
}

/** The left column: the class, its documents, its chats; below them the plan and the account. */
export function SideColumn(props: SideColumnProps) {
  const { classId, sessionId, onNavigate, onCollapse } = props;
  const { classes = [], isSuccess, error, refetch } = useClasses();
  const isEmpty = isSuccess && classes.length === 0;
  const current = classes.find((one) => one.classId === classId) ?? null;
  const { account, signOut, reload } = useAccount();
  const navigate = useNavigate();
  const leaving = useLeaving();
  const isNew = useMatchRoute()({ to: '/class/$classId/new' }) !== false;
  const openClass = (id: string): void => {
    void navigate({ to: '/class/$classId', params: { classId: id }, search: {} });
    onNavigate();
  };
  return (
    <nav aria-label={copy.sessions.open} className="flex h-full flex-col">
      <div className="flex h-14 shrink-0 items-center justify-between pr-3 pl-5">
        <Link to="/" className="rounded-sm">
          <Wordmark />
        </Link>
        <IconButton label={copy.sessions.collapse} icon={<ViewVerticalIcon />} onClick={onCollapse} />
      </div>
      {classes.length > 0 && (
        <div className="flex flex-col gap-1 px-3">
          <ClassMenu
            classes={classes}
            current={current}
            onOpen={openClass}
            leave={leaving.ofClass(current?.classId ?? '')}
          />
          {current !== null && (
            <Link
              to="/class/$classId/new"
              params={{ classId: current.classId }}
              search={true}
              onClick={onNavigate}
              aria-current={isNew ? 'page' : undefined}
              className={cx(
                'flex min-h-9 items-center gap-2 rounded-md px-2 transition-colors duration-150 hover:bg-wash pointer-coarse:min-h-10',
                isNew && 'bg-wash font-bold',
              )}
            >
              <Pencil2Icon className="text-soft" />
              {copy.sessions.newChat}
            </Link>
          )}
        </div>
      )}
      {current === null ? (
        <div className="min-h-0 flex-1 overflow-y-auto pb-4">
          {error && <ListProblem error={error} onRetry={() => void refetch()} />}
          {isEmpty && (
            <SessionList
              classId={null}
              currentId={sessionId}
              classNameOf={() => copy.sessions.noClass}
              onNavigate={onNavigate}
              leave={leaving.ofSession}
            />
          )}
        </div>
      ) : (
        <ColumnLists {...props} key={current.classId} classId={current.classId} leaving={leaving} />
      )}
      <div className="shrink-0 border-t border-line">
        <Meter />
        <div className="px-3 pb-3">
          <AccountMenu
            account={account}
            onSettings={() => void navigate({ to: '/account', search: {} })}
            onSignOut={signOut}
            onChanged={reload}
          />
        </div>
      </div>
    </nav>
  );
}

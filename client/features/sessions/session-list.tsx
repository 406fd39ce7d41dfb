import { Link } from '@tanstack/react-router';
import { copy } from '../../copy/en.ts';
import { cx } from '../../ui/classes.ts';
import { SideSection } from '../../ui/side-section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useSessions } from './use-sessions.ts';

interface SessionListProps {
  classId: string;
  currentId: string | null;
  /** a chat was chosen */
  onNavigate: () => void;
}

/** A class's chats, newest first; those in which an answer is being written are marked. */
export function SessionList({ classId, currentId, onNavigate }: SessionListProps) {
  const { sessions, hasNextPage, fetchNextPage, isFetchingNextPage } = useSessions(classId);
  return (
    <SideSection title={copy.sessions.title}>
      {sessions === undefined && <Skeleton lines={4} className="px-2 py-1" />}
      {sessions?.length === 0 && <p className="px-2 py-1 text-soft">{copy.sessions.none}</p>}
      <ul>
        {sessions?.map(({ sessionId, name, runIds }) => (
          <li key={sessionId}>
            <Link
              to="/class/$classId/chat/$sessionId"
              params={{ classId, sessionId }}
              search={true}
              onClick={onNavigate}
              aria-current={sessionId === currentId ? 'page' : undefined}
              className={cx(
                'flex min-h-8 items-center gap-2 rounded-md px-2 py-1.5 transition-colors duration-150 hover:bg-wash pointer-coarse:min-h-10',
                sessionId === currentId && 'bg-wash font-bold',
              )}
            >
              <span className="min-w-0 flex-1 truncate" title={name}>
                {name}
              </span>
              {runIds.length > 0 && (
                <span title={copy.sessions.running} className="size-2 shrink-0 animate-pulse rounded-full bg-accent">
                  <span className="sr-only">{copy.sessions.running}</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button
          type="button"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          className="min-h-8 px-2 text-note text-soft underline underline-offset-2"
        >
          {copy.sessions.showMore}
        </button>
      )}
    </SideSection>
  );
}

import { copy } from '../../copy/en.ts';
import { useDay } from '../../lib/use-day.ts';
import { useStore } from '../../lib/use-store.ts';
import { ListProblem, ShowMore } from '../../ui/list-ends.tsx';
import { moveByArrows } from '../../ui/list-keys.ts';
import { SideSection } from '../../ui/side-section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { groupByTime } from './group-by-time.ts';
import { SessionListMenu } from './session-list-menu.tsx';
import { SessionRow } from './session-row.tsx';
import { shownChats } from './shown-chats.ts';
import { useSessions } from './use-sessions.ts';

interface SessionListProps {
  /** null where there is no class: all chats are listed then, if there are any */
  classId: string | null;
  currentId: string | null;
  /** what the class of a chat is called */
  classNameOf: (classId: string | null) => string;
  /** a chat was chosen */
  onNavigate: () => void;
  /** leaves the page that shows a chat; the result comes back to it */
  leave: (sessionId: string) => () => () => void;
}

const words = copy.sessions;

/** The chats of a class by time, newest first; those in which an answer is being written are marked. */
export function SessionList({ classId, currentId, classNameOf, onNavigate, leave }: SessionListProps) {
  const day = useDay();
  const shown = useStore(shownChats);
  const listed = useSessions(classId === null || shown === 'all' ? {} : { classId });
  const { sessions, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = listed;
  if (classId === null && !sessions?.length) return null;
  return (
    <SideSection
      title={words.title}
      action={classId !== null && <SessionListMenu onAllGone={() => currentId !== null && leave(currentId)()} />}
    >
      {sessions === undefined && !error && <Skeleton lines={4} className="px-2 py-1" />}
      {error && <ListProblem error={error} onRetry={() => void refetch()} />}
      {sessions?.length === 0 && <p className="px-2 py-1 text-soft">{words.none}</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- arrow keys move between the links inside */}
      <div data-rows onKeyDown={moveByArrows}>
        {groupByTime(sessions ?? [], day).map(({ age, sessions }) => (
          <section key={age} aria-label={words.ages[age]}>
            <h3 className="px-2 pt-3 pb-1 text-note text-soft" aria-hidden="true">
              {words.ages[age]}
            </h3>
            <ul>
              {sessions.map((session) => (
                <SessionRow
                  key={session.sessionId}
                  session={session}
                  classId={classId && (session.classId ?? classId)}
                  note={classId === null || session.classId === classId ? null : classNameOf(session.classId)}
                  current={session.sessionId === currentId}
                  onNavigate={onNavigate}
                  leave={leave(session.sessionId)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {hasNextPage && (
        <ShowMore label={words.showMore} disabled={isFetchingNextPage} onMore={() => void fetchNextPage()} />
      )}
    </SideSection>
  );
}

import { copy } from '../../copy/en.ts';
import { ListProblem, ShowMore } from '../../ui/list-ends.tsx';
import { SideSection } from '../../ui/side-section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SessionRow } from './session-row.tsx';
import { useSessions } from './use-sessions.ts';

interface SessionResultsProps {
  search: string;
  /** only chats of this class; null: of all */
  within: string | null;
  /** the class under which chats of none open */
  classId: string;
  currentId: string | null;
  /** what the class of a chat is called */
  classNameOf: (classId: string | null) => string;
  onNavigate: () => void;
  leave: (sessionId: string) => () => () => void;
}

const words = copy.sessions;

/** Chats whose name or questions hold what is searched for. */
export function SessionResults(props: SessionResultsProps) {
  const { search, within, classId, currentId, classNameOf, onNavigate, leave } = props;
  const found = useSessions(within === null ? { search } : { search, classId: within });
  const { sessions, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = found;
  return (
    <SideSection title={words.title}>
      {sessions === undefined && !error && <Skeleton lines={2} className="px-2 py-1" />}
      {error && <ListProblem error={error} onRetry={() => void refetch()} />}
      {sessions?.length === 0 && <p className="px-2 py-1 text-soft">{words.noneFound}</p>}
      <ul>
        {sessions?.map((session) => (
          <SessionRow
            key={session.sessionId}
            session={session}
            classId={session.classId ?? classId}
            note={session.classId === classId ? null : classNameOf(session.classId)}
            current={session.sessionId === currentId}
            onNavigate={onNavigate}
            leave={leave(session.sessionId)}
          />
        ))}
      </ul>
      {hasNextPage && (
        <ShowMore label={words.showMore} disabled={isFetchingNextPage} onMore={() => void fetchNextPage()} />
      )}
    </SideSection>
  );
}

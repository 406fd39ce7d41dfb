import { useState } from 'react';
import { limits } from '#shared/limits.ts';
import { copy } from '../copy/en.ts';
import { PageResults } from '../features/library/page-results.tsx';
import type { Place } from '../features/library/place.ts';
import { SessionResults } from '../features/sessions/session-results.tsx';
import { useDebounced } from '../lib/use-debounced.ts';
import { Choice } from '../ui/choice.tsx';
import { keepFocus, moveByArrows } from '../ui/list-keys.ts';

interface ColumnSearchProps {
  search: string;
  classId: string;
  sessionId: string | null;
  onOpenPlace: (place: Place) => void;
  classNameOf: (classId: string | null) => string;
  onNavigate: () => void;
  leave: (sessionId: string) => () => () => void;
}

const restMs = 200;
const words = copy.search;

/** What was found in chats and on pages, in this class or in all. */
export function ColumnSearch(props: ColumnSearchProps) {
  const { search, classId, sessionId, classNameOf, onOpenPlace, onNavigate, leave } = props;
  const [everywhere, setEverywhere] = useState(false);
  const query = useDebounced(search, restMs).trim().slice(0, limits.searchChars);
  const within = everywhere ? null : classId;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- arrow keys move between the links inside
    <div ref={keepFocus} data-rows onKeyDown={moveByArrows}>
      <Choice
        label={words.scope}
        value={everywhere ? 'all' : 'class'}
        options={[
          { value: 'class', label: words.inClass },
          { value: 'all', label: words.everywhere },
        ]}
        onChange={(value) => setEverywhere(value === 'all')}
      />
      {query !== '' && (
        <>
          <SessionResults
            search={query}
            within={within}
            classId={classId}
            currentId={sessionId}
            classNameOf={classNameOf}
            onNavigate={onNavigate}
            leave={leave}
          />
          <PageResults query={query} within={within} onOpenPlace={onOpenPlace} />
        </>
      )}
    </div>
  );
}

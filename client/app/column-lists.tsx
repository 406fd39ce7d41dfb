import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { limits } from '#shared/limits.ts';
import { copy } from '../copy/en.ts';
import { DocumentList } from '../features/library/document-list.tsx';
import type { Place } from '../features/library/place.ts';
import { useClasses } from '../features/library/use-classes.ts';
import { SessionList } from '../features/sessions/session-list.tsx';
import { useUsage } from '../features/usage/use-usage.ts';
import { useStore } from '../lib/use-store.ts';
import { SearchField } from '../ui/search-field.tsx';
import { ColumnSearch } from './column-search.tsx';
import { columnText, searchAsked } from './column-text.ts';
import { mod } from './palette/keys.ts';
import { overlay } from './palette/overlay.ts';
import type { SideColumnProps } from './side-column.tsx';
import type { useLeaving } from './use-leaving.ts';

interface ColumnListsProps extends SideColumnProps {
  classId: string;
  leaving: ReturnType<typeof useLeaving>;
}

/** What a class has, its documents and its chats; or what is found in them. */
export function ColumnLists(props: ColumnListsProps) {
  const { chat = null } = useSearch({ strict: false });
  const { classId, sessionId, openId, leaving, onOpenDocument, onOpenPlace, onFiles, onNavigate } = props;
  const { used = 0, limit = null } = useUsage()?.documents ?? {};
  const { classes } = useClasses();
  const classNameOf = (id: string | null): string =>
    classes?.find((one) => one.classId === id)?.name ?? copy.sessions.noClass;
  const search = useStore(columnText);
  const lists = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const asked = useStore(searchAsked);
  useEffect(() => {
    if (asked && field.current) {
      field.current.focus();
      searchAsked.set(false);
    }
  }, [asked]);
  const openPlace = (place: Place): void => {
    onOpenPlace(place);
    onNavigate();
  };
  return (
    <>
      <div className="px-3 pt-1">
        <SearchField
          ref={field}
          label={copy.search.label}
          value={search}
          maxLength={limits.searchChars}
          hint={
            <button
              type="button"
              aria-label={`${copy.palette.title}, ${mod} K`}
              title={`${copy.palette.title}, ${mod} K`}
              onClick={() => overlay.set('palette')}
              className="absolute top-1/2 right-1.5 -translate-y-1/2 rounded-sm border border-line px-1.5 text-note text-soft transition-colors duration-150 hover:border-edge hover:text-ink pointer-coarse:hidden"
            >
              {mod} K
            </button>
          }
          onChange={columnText.set}
          onDown={() => lists.current?.querySelector<HTMLElement>('[data-row]')?.focus()}
        />
      </div>
      <div ref={lists} className="min-h-0 flex-1 overflow-y-auto pb-4">
        {search.trim() === '' ? (
          <>
            <DocumentList
              classId={classId}
              openId={openId}
              room={limit === null || used === 0 ? null : copy.library.room(used, limit)}
              onFiles={onFiles}
              leave={leaving.ofDocument}
              onOpen={(documentId) => {
                onOpenDocument(documentId);
                onNavigate();
              }}
              onOpenPlace={openPlace}
            />
            <SessionList
              classId={classId}
              currentId={sessionId ?? chat}
              classNameOf={classNameOf}
              onNavigate={onNavigate}
              leave={leaving.ofSession}
            />
          </>
        ) : (
          <ColumnSearch
            search={search}
            classId={classId}
            sessionId={sessionId ?? chat}
            classNameOf={classNameOf}
            onOpenPlace={openPlace}
            onNavigate={onNavigate}
            leave={leaving.ofSession}
          />
        )}
      </div>
    </>
  );
}

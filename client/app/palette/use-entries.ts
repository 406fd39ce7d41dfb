import { useNavigate } from '@tanstack/react-router';
import { limits } from '#shared/limits.ts';
import { copy } from '../../copy/en.ts';
import { chooseTheme, themes } from '../../features/account/theme.ts';
import { acceptedFiles } from '../../features/library/accepted.ts';
import { useClasses } from '../../features/library/use-classes.ts';
import { useDocuments } from '../../features/library/use-documents.ts';
import { useSessions } from '../../features/sessions/use-sessions.ts';
import { useDebounced } from '../../lib/use-debounced.ts';
import { columnText } from '../column-text.ts';
import { type Entry, rank } from './rank.ts';

export interface PaletteProps {
  classId: string;
  onOpenDocument: (documentId: string) => void;
  onFiles: (files: File[]) => void;
  /** shows the left column, where it searches */
  onSearch: () => void;
  onShortcuts: () => void;
  onClose: () => void;
}

const restMs = 150;
const recent = 5;
const words = copy.palette;

/** Where one can go and what one can do from here, as far as it fits what is typed. */
export function useEntries(query: string, props: PaletteProps): Entry[] {
  const { classId, onOpenDocument, onSearch, onShortcuts } = props;
  const navigate = useNavigate();
  const { classes = [] } = useClasses();
  const documents = useDocuments(classId).documents ?? [];
  const asked = query.trim().slice(0, limits.searchChars);
  const search = useDebounced(asked, restMs);
  const newest = useSessions({ classId }).sessions ?? [];
  const { sessions: found, isPlaceholderData } = useSessions(search === '' ? { classId } : { search });
  const isAsked = asked !== '';
  const isAnswered = search === asked && found !== undefined && !isPlaceholderData;

  const chats = (isAsked ? (found ?? newest) : newest.slice(0, recent)).map((session): Entry => ({
    id: session.sessionId,
    group: words.chats,
    label: session.name,
    note: classes.length > 1 ? (classes.find((one) => one.classId === session.classId)?.name ?? '') : '',
    run: () =>
      void navigate({
        to: '/class/$classId/chat/$sessionId',
        params: { classId: session.classId ?? classId, sessionId: session.sessionId },
        search: {},
      }),
  }));
  const others: Entry[] = [
    ...documents
      .filter(({ status }) => status === 'ready')
      .map(({ documentId, name }): Entry => ({
        id: documentId,
        group: words.documents,
        label: name,
        run: () => onOpenDocument(documentId),
      })),
    ...classes
      .filter((one) => one.classId !== classId)
      .map((one): Entry => ({
        id: one.classId,
        group: words.classes,
        label: one.name,
        run: () => void navigate({ to: '/class/$classId', params: { classId: one.classId }, search: {} }),
      })),
  ];
  const actions: Entry[] = [
    {
      id: 'new',
      group: words.actions,
      label: copy.sessions.newChat,
      run: () => void navigate({ to: '/class/$classId/new', params: { classId }, search: {} }),
    },
    { id: 'upload', group: words.actions, label: copy.library.upload, run: () => chooseFiles(props.onFiles) },
    { id: 'search', group: words.actions, label: copy.search.label, run: onSearch },
    { id: 'keys', group: words.actions, label: copy.shortcuts.title, run: onShortcuts },
    ...themes.map((theme): Entry => ({
      id: theme,
      group: words.actions,
      label: words.appearance(copy.account.themes[theme]),
      run: () => chooseTheme(theme),
    })),
  ];
  if (!isAsked) return [...chats, ...others, ...actions];
  const pages: Entry = {
    id: 'pages',
    group: words.actions,
    label: words.pages(query.trim()),
    run: () => {
      columnText.set(query.trim());
      onSearch();
    },
  };
  if (!isAnswered) return [...rank([...chats, ...others, ...actions], query), pages];
  // a chat may be found by its questions, which are not seen here
  return [...chats, ...rank([...others, ...actions], query), pages];
}

/** Opens the file dialogue. */
function chooseFiles(onFiles: (files: File[]) => void): void {
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', multiple: true, accept: acceptedFiles });
  input.addEventListener('change', () => onFiles([...(input.files ?? [])]));
  input.click();
}

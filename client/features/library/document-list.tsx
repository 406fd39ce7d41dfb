import { useState } from 'react';
import { copy } from '../../copy/en.ts';
import { useStore } from '../../lib/use-store.ts';
import { ListProblem, ShowMore } from '../../ui/list-ends.tsx';
import { moveByArrows } from '../../ui/list-keys.ts';
import { SideSection } from '../../ui/side-section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DocumentRow } from './document-row.tsx';
import type { Place } from './place.ts';
import { UploadButton } from './upload-button.tsx';
import { UploadRow } from './upload-row.tsx';
import { uploads } from './uploads.ts';
import { useDocuments } from './use-documents.ts';

/** Of more than `most` documents the newest are shown, so that the chats below them are seen. */
const few = { most: 10, shown: 8 };

interface DocumentListProps {
  classId: string;
  /** the document that is open beside the page */
  openId: string | null;
  onOpen: (documentId: string) => void;
  onOpenPlace: (place: Place) => void;
  /** leaves the page that shows a document; the result comes back to it */
  leave: (documentId: string) => () => () => void;
  /** how much of the plan's room is taken, where it has a limit */
  room: string | null;
  onFiles: (files: File[]) => void;
}

/** A class's documents with their states, and the files on their way to it. */
export function DocumentList({ classId, openId, onOpen, onOpenPlace, leave, room, onFiles }: DocumentListProps) {
  const { documents, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useDocuments(classId);
  const [all, setAll] = useState(false);
  const shown = all || (documents?.length ?? 0) <= few.most ? documents : documents?.slice(0, few.shown);
  const sending = useStore(uploads).filter((upload) => upload.classId === classId);
  return (
    <SideSection title={copy.library.documents} note={room} action={<UploadButton small onFiles={onFiles} />}>
      {documents === undefined && !error && <Skeleton lines={3} className="px-2 py-1" />}
      {error && <ListProblem error={error} onRetry={() => void refetch()} />}
      {shown && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys move between the buttons inside
        <ul data-rows onKeyDown={moveByArrows}>
          {sending.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
          {shown.map((document) => (
            <DocumentRow
              key={document.documentId}
              document={document}
              open={document.documentId === openId}
              onOpen={() => onOpen(document.documentId)}
              onOpenPlace={onOpenPlace}
              leave={leave(document.documentId)}
            />
          ))}
        </ul>
      )}
      {documents?.length === 0 && sending.length === 0 && <p className="px-2 py-1 text-soft">{copy.library.none}</p>}
      {documents && shown && shown.length < documents.length && (
        <ShowMore label={copy.library.showAll(documents.length)} onMore={() => setAll(true)} />
      )}
      {(all || documents === shown) && hasNextPage && (
        <ShowMore label={copy.library.showMore} disabled={isFetchingNextPage} onMore={() => void fetchNextPage()} />
      )}
    </SideSection>
  );
}

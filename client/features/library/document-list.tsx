import { copy } from '../../copy/en.ts';
import { useStore } from '../../lib/use-store.ts';
import { SideSection } from '../../ui/side-section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DocumentRow } from './document-row.tsx';
import { UploadButton } from './upload-button.tsx';
import { UploadRow } from './upload-row.tsx';
import { uploads } from './uploads.ts';
import { useDocuments } from './use-documents.ts';

interface DocumentListProps {
  classId: string;
  /** the document that is open beside the page */
  openId: string | null;
  onOpen: (documentId: string) => void;
  onGone: (documentId: string) => void;
  onFiles: (files: File[]) => void;
}

/** A class's documents with their states, and the files on their way to it. */
export function DocumentList({ classId, openId, onOpen, onGone, onFiles }: DocumentListProps) {
  const { documents, hasNextPage, fetchNextPage, isFetchingNextPage } = useDocuments(classId);
  const sending = useStore(uploads).filter((upload) => upload.classId === classId);
  return (
    <SideSection title={copy.library.documents} action={<UploadButton small onFiles={onFiles} />}>
      {documents === undefined ? (
        <Skeleton lines={3} className="px-2 py-1" />
      ) : (
        <ul>
          {sending.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
          {documents.map((document) => (
            <DocumentRow
              key={document.documentId}
              document={document}
              open={document.documentId === openId}
              onOpen={() => onOpen(document.documentId)}
              onGone={() => onGone(document.documentId)}
            />
          ))}
        </ul>
      )}
      {documents?.length === 0 && sending.length === 0 && <p className="px-2 py-1 text-soft">{copy.library.none}</p>}
      {hasNextPage && (
        <button
          type="button"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          className="min-h-8 px-2 text-note text-soft underline underline-offset-2"
        >
          {copy.library.showMore}
        </button>
      )}
    </SideSection>
  );
}

import type { Class } from '#shared/class.ts';
import type { Document } from '#shared/document.ts';
import { copy } from '../../copy/en.ts';
import { useTRPCClient } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { removeWithUndo } from '../../ui/remove-with-undo.ts';
import { toast } from '../../ui/toasts.ts';
import { useLibraryLists } from './use-library-lists.ts';

/** What can be done with one document; each act is seen in the lists before its event comes. */
export function useDocumentActions() {
  const { documents } = useTRPCClient();
  const lists = useLibraryLists();
  /** Shows a document as it will be, and as it was where that fails. */
  const change = (before: Document, after: Document, call: Promise<Document>): Promise<void> => {
    lists.putDocument(after);
    return call.then(
      (document) => lists.putDocument(document),
      (error: unknown) => {
        lists.putDocument(before);
        toast(appErrorOf(error).message);
      },
    );
  };
  return {
    rename: (document: Document, name: string) =>
      void change(document, { ...document, name }, documents.rename.mutate({ documentId: document.documentId, name })),
    retry: (document: Document) =>
      void change(
        document,
        { ...document, status: 'queued', progress: 0, error: null },
        documents.retry.mutate({ documentId: document.documentId }),
      ),
    move: (document: Document, { classId, name }: Class) => {
      const call = documents.move.mutate({ documentId: document.documentId, classId });
      void change(document, { ...document, classId }, call);
      call.then(
        () => toast(copy.library.moved(document.name, name)),
        () => {},
      );
    },
    /** @param leave leaves the page that shows it; the result comes back to it */
    remove: (document: Document, leave: () => () => void) => {
      const { documentId, name } = document;
      const comeBack = leave();
      removeWithUndo({
        id: documentId,
        said: copy.deleted(name),
        remove: () => documents.delete.mutate({ documentId }),
        restore: () => documents.restore.mutate({ documentId }),
        show: () => lists.putDocument(document),
        comeBack,
        reload: () => lists.reload(),
      });
    },
  };
}

import { Cross2Icon } from '@radix-ui/react-icons';
import { copy } from '../../copy/en.ts';
import { useDocumentNames } from './use-document-names.ts';

interface ChosenDocumentsProps {
  documentIds: readonly string[];
  onRemove: (documentId: string) => void;
}

/** The documents that the question is asked of, each with the way to leave it out. */
export function ChosenDocuments({ documentIds, onRemove }: ChosenDocumentsProps) {
  const names = useDocumentNames(documentIds);
  return (
    <ul aria-label={copy.chat.chosen} className="flex max-h-28 flex-wrap gap-1.5 overflow-y-auto px-3 pt-3">
      {documentIds.map((documentId, at) => (
        <li
          key={documentId}
          className="flex max-w-full min-w-0 items-center rounded-full border border-line bg-panel pl-3 text-note"
        >
          <span className="max-w-52 truncate" title={names[at]}>
            {names[at]}
          </span>
          <button
            type="button"
            aria-label={copy.chat.leaveOut(names[at] ?? '')}
            title={copy.chat.leaveOut(names[at] ?? '')}
            onClick={() => onRemove(documentId)}
            className="flex size-7 shrink-0 items-center justify-center rounded-full text-soft hover:text-ink pointer-coarse:size-9"
          >
            <Cross2Icon className="size-3" />
          </button>
        </li>
      ))}
    </ul>
  );
}

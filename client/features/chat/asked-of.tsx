import { copy } from '../../copy/en.ts';
import { useDocumentNames } from './use-document-names.ts';

const shown = 3;

/** Says which documents a question was asked of. */
export function AskedOf({ documentIds }: { documentIds: readonly string[] }) {
  const names = useDocumentNames(documentIds);
  return (
    <p className="mt-1.5 text-note break-words text-soft" title={names.join('\n')}>
      {copy.chat.askedOf(names.slice(0, shown), names.length - shown)}
    </p>
  );
}

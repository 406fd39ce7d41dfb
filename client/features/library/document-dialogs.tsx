import type { Document } from '#shared/document.ts';
import { limits } from '#shared/limits.ts';
import { copy } from '../../copy/en.ts';
import { NameDialog } from '../../ui/name-dialog.tsx';
import { DocumentDetails } from './document-details.tsx';
import type { DocumentDialog } from './document-menu.tsx';
import { MoveDialog } from './move-dialog.tsx';
import type { Place } from './place.ts';
import { useDocumentActions } from './use-document-actions.ts';

interface DocumentDialogsProps {
  document: Document;
  open: DocumentDialog;
  onOpenPlace: (place: Place) => void;
  onClose: () => void;
}

/** The dialogue about a document that is open. */
export function DocumentDialogs({ document, open, onOpenPlace, onClose }: DocumentDialogsProps) {
  const actions = useDocumentActions();
  if (open === 'details') return <DocumentDetails document={document} onOpenPlace={onOpenPlace} onClose={onClose} />;
  if (open === 'move')
    return <MoveDialog document={document} onMove={(to) => actions.move(document, to)} onClose={onClose} />;
  return (
    <NameDialog
      title={copy.library.renameDocument}
      label={copy.library.documentName}
      action={copy.save}
      initial={document.name}
      maxLength={limits.documentNameChars}
      onSave={(name) => actions.rename(document, name)}
      onClose={onClose}
    />
  );
}

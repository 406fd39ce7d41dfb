import type { Citation } from '#shared/passage.ts';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NoteText } from './note-text.tsx';

interface NoteSheetProps {
  citation: Citation;
  onOpen: () => void;
  onClose: () => void;
}

/** One footnote from below, where the page has no margin for it. */
export function NoteSheet({ citation, onOpen, onClose }: NoteSheetProps) {
  const { number, documentName, page } = citation;
  return (
    <Dialog place="sheet" title={copy.chat.footnote(number, documentName, page)} hideTitle onClose={onClose}>
      <NoteText citation={citation} />
      <div className="mt-6 flex justify-end gap-2">
        <Button kind="quiet" onClick={onClose}>
          {copy.close}
        </Button>
        {!citation.gone && (
          <Button kind="primary" onClick={onOpen}>
            {copy.chat.openPage(page)}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

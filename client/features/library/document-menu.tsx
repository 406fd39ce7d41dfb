import {
  DotsHorizontalIcon,
  ExternalLinkIcon,
  InfoCircledIcon,
  MoveIcon,
  Pencil1Icon,
  ReloadIcon,
  TrashIcon,
} from '@radix-ui/react-icons';
import type { Document } from '#shared/document.ts';
import { copy } from '../../copy/en.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { useClasses } from './use-classes.ts';
import { useDocumentActions } from './use-document-actions.ts';

export type DocumentDialog = 'details' | 'rename' | 'move';

interface DocumentMenuProps {
  document: Document;
  onDialog: (dialog: DocumentDialog) => void;
  onRemove: () => void;
}

const words = copy.library;

/** What can be done with a document. */
export function DocumentMenu({ document, onDialog, onRemove }: DocumentMenuProps) {
  const { documentId, name, status } = document;
  const { classes = [] } = useClasses();
  const actions = useDocumentActions();
  return (
    <Menu
      align="end"
      trigger={<IconButton label={words.more(name)} icon={<DotsHorizontalIcon />} className="row-more" />}
    >
      {status === 'failed' && (
        <MenuItem icon={<ReloadIcon />} onSelect={() => actions.retry(document)}>
          {copy.retry}
        </MenuItem>
      )}
      <MenuItem icon={<InfoCircledIcon />} onSelect={() => onDialog('details')}>
        {words.details}
      </MenuItem>
      <MenuItem
        icon={<ExternalLinkIcon />}
        onSelect={() => window.open(`/api/documents/${documentId}/file`, '_blank', 'noopener')}
      >
        {words.download}
      </MenuItem>
      <MenuLine />
      <MenuItem icon={<Pencil1Icon />} onSelect={() => onDialog('rename')}>
        {words.rename}
      </MenuItem>
      {classes.length > 1 && (
        <MenuItem icon={<MoveIcon />} onSelect={() => onDialog('move')}>
          {words.move}
        </MenuItem>
      )}
      <MenuItem icon={<TrashIcon />} onSelect={onRemove}>
        {words.delete}
      </MenuItem>
    </Menu>
  );
}

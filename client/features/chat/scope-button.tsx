import { type RefObject, useContext } from 'react';
import { ReaderIcon } from '@radix-ui/react-icons';
import { Popover } from 'radix-ui';
import { copy } from '../../copy/en.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { DocumentChoicesContext } from './document-choices.ts';
import { DocumentPicker } from './document-picker.tsx';

interface ScopeButtonProps {
  open: boolean;
  setOpen: (open: boolean) => void;
  chosen: readonly string[];
  onToggle: (documentId: string) => void;
  /** gets the focus back */
  area: RefObject<HTMLTextAreaElement | null>;
}

/** The way to choose the documents that a question is asked of. */
export function ScopeButton({ open, setOpen, chosen, onToggle, area }: ScopeButtonProps) {
  const choices = useContext(DocumentChoicesContext);
  const ready = choices?.documents.filter(({ isReady }) => isReady) ?? [];
  if (ready.length < 2) return null;
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        if (next) choices?.loadAll();
        setOpen(next);
      }}
    >
      <Popover.Trigger asChild>
        <IconButton label={copy.chat.chooseDocuments} icon={<ReaderIcon />} />
      </Popover.Trigger>
      <Popover.Content
        side="top"
        align="start"
        sideOffset={10}
        collisionPadding={8}
        aria-label={copy.chat.chooseDocuments}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          area.current?.focus();
        }}
        className="z-50 flex max-h-[min(22rem,var(--radix-popover-content-available-height))] w-[min(22rem,calc(100vw-1.5rem))] flex-col rounded-lg border border-line bg-raised p-1.5 pb-2 text-ink shadow-float animate-in"
      >
        <DocumentPicker documents={ready} chosen={chosen} onToggle={onToggle} onDone={() => setOpen(false)} />
      </Popover.Content>
    </Popover.Root>
  );
}

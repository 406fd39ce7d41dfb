import { type KeyboardEvent, useId, useState } from 'react';
import { CheckIcon } from '@radix-ui/react-icons';
import { limits } from '#shared/limits.ts';
import { copy } from '../../copy/en.ts';
import { cx } from '../../ui/classes.ts';
import type { DocumentChoice } from './document-choices.ts';

interface DocumentPickerProps {
  documents: readonly DocumentChoice[];
  chosen: readonly string[];
  onToggle: (documentId: string) => void;
  onDone: () => void;
}

const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();

/** A list of documents to choose from, found by a part of their names: arrows move, Enter chooses. */
export function DocumentPicker({ documents, chosen, onToggle, onDone }: DocumentPickerProps) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const found = documents.filter(({ name }) => folded(name).includes(folded(query.trim())));
  const active = found[Math.min(at, found.length - 1)];
  const isFull = chosen.length >= limits.chosenDocuments;
  const toggle = ({ documentId }: DocumentChoice): void => {
    if (!isFull || chosen.includes(documentId)) onToggle(documentId);
  };
  const move = (to: number): void => {
    if (found.length === 0) return;
    const next = (to + found.length) % found.length;
    setAt(next);
    document.getElementById(`${id}-${found[next]?.documentId}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1 };
    const to = moves[event.key];
    if (to !== undefined) move(to);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      if (event.ctrlKey || event.metaKey) onDone();
      else if (active) toggle(active);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        role="combobox"
        aria-label={copy.chat.findDocument}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active && `${id}-${active.documentId}`}
        placeholder={copy.chat.findDocument}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className="h-9 w-full shrink-0 rounded-md border border-edge bg-raised px-2.5 text-ui pointer-coarse:h-10 pointer-coarse:text-[1rem]"
      />
      <div
        id={`${id}-list`}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a list that is filtered as one types is no select
        role="listbox"
        tabIndex={-1}
        aria-label={copy.library.documents}
        aria-multiselectable="true"
        className="mt-1 min-h-0 flex-1 overflow-y-auto"
      >
        {found.map((choice) => {
          const isChosen = chosen.includes(choice.documentId);
          return (
            <button
              key={choice.documentId}
              id={`${id}-${choice.documentId}`}
              type="button"
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above
              role="option"
              tabIndex={-1}
              aria-selected={isChosen}
              aria-disabled={isFull && !isChosen}
              onClick={() => toggle(choice)}
              className={cx(
                'flex min-h-8 w-full items-center gap-2 rounded-sm px-2 py-1 text-left text-ui hover:bg-wash pointer-coarse:min-h-10',
                choice === active && 'bg-wash',
                isFull && !isChosen && 'opacity-45',
              )}
            >
              <CheckIcon className={cx('shrink-0', !isChosen && 'invisible')} />
              <span className="min-w-0 truncate" title={choice.name}>
                {choice.name}
              </span>
            </button>
          );
        })}
      </div>
      <output className="block px-2 pt-1 text-note text-soft">
        {found.length === 0 ? copy.chat.noDocument : copy.chat.chosenCount(chosen.length, limits.chosenDocuments)}
      </output>
    </>
  );
}

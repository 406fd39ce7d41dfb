import { type KeyboardEvent, useId, useState } from 'react';
import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { limits } from '#shared/limits.ts';
import { copy } from '../../copy/en.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EntryList } from './entry-list.tsx';
import type { Entry } from './rank.ts';
import { type PaletteProps, useEntries } from './use-entries.ts';

const words = copy.palette;

/** Goes anywhere by a few letters. The focus stays in the line; the arrow keys choose. */
export function Palette(props: PaletteProps) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const entries = useEntries(query, props);
  const id = useId();
  const at = Math.min(chosen, entries.length - 1);
  const run = (entry: Entry | undefined): void => {
    if (!entry) return;
    props.onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { length } = entries;
    if (event.key === 'ArrowDown') setChosen((at + 1) % length);
    else if (event.key === 'ArrowUp') setChosen((at + length - 1) % length);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(entries[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog place="palette" title={words.title} hideTitle onClose={props.onClose}>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <MagnifyingGlassIcon className="shrink-0 text-soft" />
        <input
          data-first
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={entries[at] && `${id}-${at}`}
          aria-label={words.title}
          placeholder={words.placeholder}
          autoComplete="off"
          value={query}
          maxLength={limits.searchChars}
          onChange={(event) => {
            setQuery(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
          className="h-12 min-w-0 flex-1 bg-transparent outline-none pointer-coarse:text-[1rem]"
        />
      </div>
      <EntryList id={id} label={words.title} entries={entries} at={at} onChoose={setChosen} onRun={run} />
    </Dialog>
  );
}

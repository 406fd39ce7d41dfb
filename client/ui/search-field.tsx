import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { Cross2Icon, MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { copy } from '../copy/en.ts';
import { IconButton } from './icon-button.tsx';

interface SearchFieldProps {
  label: string;
  value: string;
  maxLength: number;
  ref?: Ref<HTMLInputElement>;
  /** stands at its end while it is empty */
  hint?: ReactNode;
  onChange: (value: string) => void;
  /** the arrow down leads on to what was found */
  onDown: () => void;
}

/** A line to search with; Escape empties it. */
export function SearchField({ label, value, maxLength, ref, hint, onChange, onDown }: SearchFieldProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') onDown();
    else if (event.key === 'Escape' && value !== '') onChange('');
    else return;
    event.preventDefault();
  };
  return (
    <search className="relative block">
      <MagnifyingGlassIcon className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-soft" />
      <input
        ref={ref}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        value={value}
        maxLength={maxLength}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-9 w-full rounded-md bg-transparent pr-8 pl-8 transition-colors duration-150 hover:bg-wash focus:bg-wash pointer-coarse:h-10 pointer-coarse:text-[1rem]"
      />
      {value === '' && hint}
      {value !== '' && (
        <IconButton
          label={copy.search.clear}
          icon={<Cross2Icon />}
          className="absolute top-1/2 right-0.5 size-7 -translate-y-1/2"
          onClick={() => onChange('')}
        />
      )}
    </search>
  );
}

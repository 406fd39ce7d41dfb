import { ChevronLeftIcon, ChevronRightIcon } from '@radix-ui/react-icons';
import type { KeyboardEvent } from 'react';
import { copy } from '../../copy/en.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { Versions } from './use-versions.ts';

/** Goes through an answer's versions; not there while there is one only. */
export function VersionSwitcher({ versions }: { versions: Versions }) {
  const { shown, count, growing, show } = versions;
  if (count < 2) return null;
  const step = (by: number): void => {
    const place = shown + by;
    if (place >= 0 && place < count) show(place);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    step(event.key === 'ArrowLeft' ? -1 : 1);
  };
  return (
    <fieldset aria-label={copy.chat.versions} className="flex shrink-0 items-center">
      <IconButton
        label={copy.chat.versionBefore}
        icon={<ChevronLeftIcon />}
        aria-disabled={shown === 0}
        className="aria-disabled:opacity-40 aria-disabled:hover:bg-transparent"
        onClick={() => step(-1)}
        onKeyDown={onKeyDown}
      />
      <output className="text-note text-soft tabular">
        <span aria-hidden>{copy.chat.versionShort(shown + 1, count)}</span>
        <span className="sr-only">
          {growing ? copy.chat.versionGrowing(shown + 1, count) : copy.chat.version(shown + 1, count)}
        </span>
      </output>
      <IconButton
        label={copy.chat.versionAfter}
        icon={<ChevronRightIcon />}
        aria-disabled={shown === count - 1}
        className="aria-disabled:opacity-40 aria-disabled:hover:bg-transparent"
        onClick={() => step(1)}
        onKeyDown={onKeyDown}
      />
    </fieldset>
  );
}

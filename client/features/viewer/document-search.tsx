import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ChevronDownIcon, ChevronUpIcon, Cross2Icon } from '@radix-ui/react-icons';
import type { PageHit } from '#shared/document.ts';
import { limits } from '#shared/limits.ts';
import { copy } from '../../copy/en.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { HitList } from './hit-list.tsx';
import { nextHit } from './hits.ts';
import { useHits } from './use-hits.ts';

const words = copy.viewer;

interface DocumentSearchProps {
  documentId: string;
  /** the page that is read now: what comes from there on is shown first */
  current: number;
  onHit: (hit: PageHit) => void;
  onClose: () => void;
}

/** Looks for words in the document. Enter goes on to the next place, Shift+Enter back. */
export function DocumentSearch({ documentId, current, onHit, onClose }: DocumentSearchProps) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState<number | null>(null);
  const [isListed, setListed] = useState(true);
  /** where to go once the hits of what is typed are there */
  const awaited = useRef<1 | -1 | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const { hits, state } = useHits(documentId, typed);

  useEffect(() => field.current?.focus(), []);
  const show = (next: number): void => {
    const hit = hits[next];
    if (!hit) return;
    setAt(next);
    onHit(hit);
  };
  const step = (direction: 1 | -1): void => {
    awaited.current = state === 'searching' ? direction : null;
    if (state === 'searching' || hits.length === 0) return;
    setListed(false);
    show(nextHit(hits, at, current, direction));
  };
  useEffect(() => {
    if (awaited.current !== null && state !== 'searching') step(awaited.current);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  };
  const told =
    at === null ? words.hits(hits.length, hits.length >= limits.maxPageSize) : words.hitOf(at + 1, hits.length);
  return (
    <search className="viewer-search">
      <div className="flex h-11 items-center gap-1 border-b border-line pr-2 pl-3 pointer-coarse:h-13">
        <input
          ref={field}
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          maxLength={limits.searchChars}
          onKeyDown={onKeyDown}
          onFocus={() => setListed(true)}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(null);
            awaited.current = null;
            setListed(true);
          }}
          className="h-8 min-w-0 flex-1 rounded-sm border border-edge bg-raised px-2 pointer-coarse:h-10 pointer-coarse:text-[1rem]"
        />
        <output className="shrink-0 px-1 text-note text-soft tabular">{state === 'found' && told}</output>
        <IconButton
          label={words.hitBefore}
          icon={<ChevronUpIcon />}
          disabled={hits.length === 0}
          onClick={() => step(-1)}
        />
        <IconButton
          label={words.hitAfter}
          icon={<ChevronDownIcon />}
          disabled={hits.length === 0}
          onClick={() => step(1)}
        />
        <IconButton label={words.closeSearch} icon={<Cross2Icon />} onClick={onClose} />
      </div>
      {isListed && state !== 'idle' && (
        <HitList
          hits={hits}
          state={state}
          query={typed}
          at={at}
          onChoose={(next) => {
            setListed(false);
            show(next);
          }}
        />
      )}
    </search>
  );
}

import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { ArrowUpIcon, StopIcon } from '@radix-ui/react-icons';
import { limits } from '#shared/limits.ts';
import { copy } from '../../copy/en.ts';
import { useQuotation } from './quotations.ts';

interface ComposerProps {
  onSend: (text: string) => void;
  /** stops what runs; null while nothing does */
  onStop?: (() => void) | null;
  stopping?: boolean;
  /** takes the focus when it appears, where that brings up no keyboard */
  ready?: boolean;
}

const round =
  'flex size-8 shrink-0 items-center justify-center rounded-full transition-opacity duration-150 disabled:opacity-35 pointer-coarse:size-10';

/** Where a question is written. Enter sends, Shift+Enter makes a line. */
export function Composer({ onSend, onStop = null, stopping = false, ready = false }: ComposerProps) {
  const [text, setText] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const tooLong = text.trim().length > limits.questionChars;
  const canSend = text.trim() !== '' && !tooLong && onStop === null;

  useLayoutEffect(() => {
    const box = area.current;
    if (!box) return;
    box.style.height = 'auto';
    if (text !== '') box.style.height = `${box.scrollHeight}px`;
  }, [text]);
  useQuotation(area, setText);
  useEffect(() => {
    if (ready && matchMedia('(pointer: fine)').matches) area.current?.focus();
  }, [ready]);

  const send = (): void => {
    if (!canSend) return;
    onSend(text.trim());
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="rounded-lg border border-edge bg-raised transition-colors duration-150 focus-within:border-ink"
    >
      <div className="flex items-end gap-2 p-2 pl-4">
        <label htmlFor={id} className="sr-only">
          {copy.chat.question}
        </label>
        <textarea
          id={id}
          ref={area}
          value={text}
          rows={1}
          placeholder={copy.chat.ask}
          title={copy.chat.hint}
          aria-invalid={tooLong}
          {...(tooLong ? { 'aria-describedby': `${id}-error` } : {})}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          className="max-h-[40dvh] min-w-0 flex-1 resize-none overflow-y-auto bg-transparent py-1 font-serif text-read leading-6 outline-none pointer-coarse:py-2"
        />
        {onStop === null ? (
          <button
            type="submit"
            aria-label={copy.chat.send}
            title={copy.chat.send}
            disabled={!canSend}
            className={`${round} bg-ink text-paper`}
          >
            <ArrowUpIcon />
          </button>
        ) : (
          <button
            type="button"
            aria-label={stopping ? copy.chat.stopping : copy.chat.stop}
            title={copy.chat.stop}
            disabled={stopping}
            onClick={onStop}
            className={`${round} border border-accent text-accent`}
          >
            <StopIcon />
          </button>
        )}
      </div>
      {tooLong && (
        <p id={`${id}-error`} role="alert" className="px-4 pb-2 text-note text-soft tabular">
          {copy.chat.tooLong(text.trim().length, limits.questionChars)}
        </p>
      )}
    </form>
  );
}

import {
  type ChangeEvent,
  type KeyboardEvent,
  useCallback,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { limits } from '#shared/limits.ts';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { ChosenDocuments } from './chosen-documents.tsx';
import { DocumentChoicesContext } from './document-choices.ts';
import type { Draft } from './draft.ts';
import { PresetRow } from './preset-row.tsx';
import type { Preset } from './presets.ts';
import { useQuotation } from './quotations.ts';
import { ScopeButton } from './scope-button.tsx';
import { SendButton } from './send-button.tsx';
import { useDraft } from './use-draft.ts';

interface ComposerProps {
  /** names where this is written: its draft is kept under it */
  place: string;
  onSend: (draft: Draft) => void;
  /** stops what runs; null while nothing does */
  onStop?: (() => void) | null;
  stopping?: boolean;
  /** takes the focus when it appears, where that brings up no keyboard */
  ready?: boolean;
  /** leaves it, where another question is changed; there are no presets then */
  onCancel?: () => void;
}

/** Where a question is written. Enter sends, Shift+Enter makes a line, @ chooses documents. */
export function Composer({ place, onSend, onStop = null, stopping = false, ready = false, onCancel }: ComposerProps) {
  const [draft, setDraft] = useDraft(place);
  const { text, documentIds } = draft;
  const choices = useContext(DocumentChoicesContext);
  const [picking, setPicking] = useState(false);
  const [at, setAt] = useState<number | null>(null);
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
  const addWords = useCallback(
    (add: (text: string) => string) => setDraft((before) => ({ ...before, text: add(before.text) })),
    [setDraft],
  );
  useQuotation(area, onCancel ? null : addWords);
  useEffect(() => {
    if (ready && matchMedia('(pointer: fine)').matches) area.current?.focus();
  }, [ready]);

  const send = (): void => {
    if (!canSend) return;
    setDraft({ ...draft, text: '' });
    onSend({ ...draft, text: text.trim() });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && onCancel) {
      event.preventDefault();
      onCancel();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const onChange = ({ target, nativeEvent }: ChangeEvent<HTMLTextAreaElement>): void => {
    setDraft({ ...draft, text: target.value });
    const before = target.value.slice(0, target.selectionStart);
    const isTyped = nativeEvent instanceof InputEvent && nativeEvent.data === '@';
    if (!isTyped || choices === null || !/(?:^|\s)@$/.test(before)) return;
    choices.loadAll();
    setAt(before.length - 1);
    setPicking(true);
  };
  const toggle = (documentId: string): void => {
    const rest = documentIds.filter((other) => other !== documentId);
    const next = rest.length < documentIds.length ? rest : [...documentIds, documentId];
    // the sign that called the list is no part of the question
    const words = at !== null && text.charAt(at) === '@' ? text.slice(0, at) + text.slice(at + 1) : text;
    setDraft({ text: words, documentIds: next });
    if (at !== null) setPicking(false);
    setAt(null);
  };
  const pick = ({ text: words, needsTopic }: Preset): void => {
    if (onStop !== null) return;
    if (!needsTopic) return onSend({ text: words, documentIds });
    setDraft({ ...draft, text: text.startsWith(words) ? text : words + text.trimStart() });
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(-1, -1);
    });
  };

  return (
    <form
      aria-label={onCancel ? copy.chat.edit : copy.chat.ask}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="rounded-lg border border-edge bg-raised transition-colors duration-150 focus-within:border-ink"
    >
      {documentIds.length > 0 && <ChosenDocuments documentIds={documentIds} onRemove={toggle} />}
      <label htmlFor={id} className="sr-only">
        {onCancel ? copy.chat.edit : copy.chat.question}
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
        onChange={onChange}
        onKeyDown={onKeyDown}
        className="block max-h-[40dvh] w-full resize-none overflow-y-auto bg-transparent px-4 pt-3 pb-1 font-serif text-read leading-6 outline-none"
      />
      {tooLong && (
        <p id={`${id}-error`} role="alert" className="px-4 pb-1 text-note text-soft tabular">
          {copy.chat.tooLong(text.trim().length, limits.questionChars)}
        </p>
      )}
      <div className="flex items-center gap-1.5 p-2 pt-1">
        <ScopeButton
          open={picking}
          setOpen={(open) => {
            setPicking(open);
            setAt(null);
          }}
          chosen={documentIds}
          onToggle={toggle}
          area={area}
        />
        {onCancel ? (
          <Button kind="quiet" className="ml-auto" onClick={onCancel}>
            {copy.cancel}
          </Button>
        ) : (
          <PresetRow chosen={choices === null ? null : documentIds.length} disabled={onStop !== null} onPick={pick} />
        )}
        <SendButton canSend={canSend} onStop={onStop} stopping={stopping} />
      </div>
    </form>
  );
}

import { type KeyboardEvent, useCallback, useContext, useEffect, useRef } from 'react';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { ChosenDocuments } from './chosen-documents.tsx';
import { DocumentChoicesContext } from './document-choices.ts';
import type { Draft } from './draft.ts';
import { PresetRow } from './preset-row.tsx';
import type { Preset } from './presets.ts';
import { isTooLong, QuestionField } from './question-field.tsx';
import { useQuotation } from './quotations.ts';
import { ScopeButton } from './scope-button.tsx';
import { SendButton } from './send-button.tsx';
import { useDraft } from './use-draft.ts';
import { usePicking } from './use-picking.ts';

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
  const written = useDraft(place);
  const [draft, setDraft] = written;
  const { text, documentIds } = draft;
  const { isOpen, setOpen, onTyped, toggle } = usePicking(written);
  const hasChoice = useContext(DocumentChoicesContext) !== null;
  const area = useRef<HTMLTextAreaElement>(null);
  const canSend = text.trim() !== '' && !isTooLong(text) && onStop === null;

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
      <QuestionField
        ref={area}
        label={onCancel ? copy.chat.edit : copy.chat.question}
        text={text}
        onChange={(event) => {
          setDraft({ ...draft, text: event.target.value });
          onTyped(event);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="flex items-center gap-1.5 p-2 pt-1">
        <ScopeButton open={isOpen} setOpen={setOpen} chosen={documentIds} onToggle={toggle} area={area} />
        {onCancel ? (
          <Button kind="quiet" className="ml-auto" onClick={onCancel}>
            {copy.cancel}
          </Button>
        ) : (
          <PresetRow chosen={hasChoice ? documentIds.length : null} disabled={onStop !== null} onPick={pick} />
        )}
        <SendButton canSend={canSend} onStop={onStop} stopping={stopping} />
      </div>
    </form>
  );
}

import { type ChangeEvent, useContext, useState } from 'react';
import { DocumentChoicesContext } from './document-choices.ts';
import type { useDraft } from './use-draft.ts';

/** Chooses the documents of a question, from a list that a button opens, or an @ where a word begins. */
export function usePicking([{ text, documentIds }, setDraft]: ReturnType<typeof useDraft>) {
  const choices = useContext(DocumentChoicesContext);
  const [isOpen, setOpen] = useState(false);
  /** where the sign stands that called the list */
  const [at, setAt] = useState<number | null>(null);
  return {
    isOpen,
    setOpen: (open: boolean): void => {
      setOpen(open);
      setAt(null);
    },
    /** Opens the list where what was typed calls it. */
    onTyped: ({ target, nativeEvent }: ChangeEvent<HTMLTextAreaElement>): void => {
      const before = target.value.slice(0, target.selectionStart);
      const isSign = nativeEvent instanceof InputEvent && nativeEvent.data === '@';
      if (!isSign || choices === null || !/(?:^|\s)@$/.test(before)) return;
      choices.loadAll();
      setAt(before.length - 1);
      setOpen(true);
    },
    /** Chooses a document, or leaves it out; the sign that called the list is no part of the question. */
    toggle: (documentId: string): void => {
      const rest = documentIds.filter((other) => other !== documentId);
      const next = rest.length < documentIds.length ? rest : [...documentIds, documentId];
      const words = at !== null && text.charAt(at) === '@' ? text.slice(0, at) + text.slice(at + 1) : text;
      setDraft({ text: words, documentIds: next });
      if (at !== null) setOpen(false);
      setAt(null);
    },
  };
}

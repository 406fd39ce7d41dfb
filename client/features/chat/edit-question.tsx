import { useState } from 'react';
import { Composer } from './composer.tsx';
import { type Draft, emptyDraft, isEmpty } from './draft.ts';
import { useChat } from './chat-context.tsx';

interface EditQuestionProps {
  turnId: string;
  initial: Draft;
  onSend: (draft: Draft) => void;
  onClose: () => void;
}

/** A question that is written anew, in its place. Escape leaves it as it was. */
export function EditQuestion({ turnId, initial, onSend, onClose }: EditQuestionProps) {
  const place = `edit.${turnId}`;
  const { drafts } = useChat();
  useState(() => {
    const draft = drafts.of(place);
    if (isEmpty(draft.get())) draft.set(initial);
  });
  const leave = (): void => {
    drafts.of(place).set(emptyDraft);
    onClose();
  };
  return (
    <Composer
      place={place}
      ready
      onCancel={leave}
      onSend={(draft) => {
        leave();
        onSend(draft);
      }}
    />
  );
}

import { type ComponentProps, type RefObject, useId, useLayoutEffect } from 'react';
import { limits } from '#shared/limits.ts';
import { copy } from '../../copy/en.ts';

/** Whether a question has more characters than one may have. */
export const isTooLong = (text: string): boolean => text.trim().length > limits.questionChars;

interface QuestionFieldProps extends Pick<ComponentProps<'textarea'>, 'onChange' | 'onKeyDown'> {
  ref: RefObject<HTMLTextAreaElement | null>;
  /** its accessible name */
  label: string;
  text: string;
}

/** The lines of a question: they grow with it, and say when it has become too long. */
export function QuestionField({ ref, label, text, onChange, onKeyDown }: QuestionFieldProps) {
  const id = useId();
  const tooLong = isTooLong(text);
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    box.style.height = 'auto';
    if (text !== '') box.style.height = `${box.scrollHeight}px`;
  }, [ref, text]);
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <textarea
        id={id}
        ref={ref}
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
    </>
  );
}

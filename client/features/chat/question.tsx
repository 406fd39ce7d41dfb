import { cx } from '../../ui/classes.ts';

const headingChars = 160;
const headingLines = 3;

/** A question, set as the heading of its answer; a long one in the size of text. */
export function Question({ text }: { text: string }) {
  const long = text.length > headingChars || text.split('\n').length > headingLines;
  return (
    <h2
      className={cx(
        'turn-question font-serif font-bold break-words whitespace-pre-wrap',
        long ? 'text-read text-pretty' : 'text-title text-balance',
      )}
    >
      {text}
    </h2>
  );
}

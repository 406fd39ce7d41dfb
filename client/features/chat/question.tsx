import { cx } from '../../ui/classes.ts';
import { AskedOf } from './asked-of.tsx';

const headingChars = 160;
const headingLines = 3;

interface QuestionProps {
  text: string;
  /** the documents that were chosen for it */
  documentIds: readonly string[] | null;
}

/** A question, set as the heading of its answer; a long one in the size of text. */
export function Question({ text, documentIds }: QuestionProps) {
  const long = text.length > headingChars || text.split('\n').length > headingLines;
  return (
    <header>
      <h2
        className={cx(
          'turn-question font-serif font-bold break-words whitespace-pre-wrap',
          long ? 'text-read text-pretty' : 'text-title text-balance',
        )}
      >
        {text}
      </h2>
      {documentIds !== null && documentIds.length > 0 && <AskedOf documentIds={documentIds} />}
    </header>
  );
}

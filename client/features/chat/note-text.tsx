import { useState } from 'react';
import type { Citation } from '#shared/passage.ts';
import { copy } from '../../copy/en.ts';
import { paragraphsOf } from '../../lib/paragraphs-of.ts';
import { cx } from '../../ui/classes.ts';
import { noteWords } from './note-words.ts';

/** Less than this is shown whole in the lines that there are. */
const clampedChars = 110;

interface NoteTextProps {
  citation: Citation;
  /** in a margin: the whole note opens its source, and only some lines are shown */
  onOpen?: () => void;
  onFocus?: (focused: boolean) => void;
  /** what it supports in the answer */
  claim?: string | undefined;
}

/** A footnote's words: number, document, page and what is quoted. */
export function NoteText({ citation, onOpen, onFocus, claim = '' }: NoteTextProps) {
  const { number, documentName, page, quote, gone } = citation;
  const short = onOpen !== undefined;
  const [expanded, setExpanded] = useState(false);
  const words = short && !expanded ? noteWords(quote, claim) : quote;
  const title = (
    <>
      <span className="truncate">{documentName}</span>
      <span className="shrink-0 font-normal text-soft tabular">{copy.chat.page(page)}</span>
    </>
  );
  const titleClass = 'flex max-w-full gap-1.5 text-left text-note font-bold';
  return (
    <div className="flex gap-2">
      <span className="min-w-3 text-note font-bold text-accent tabular">{number}</span>
      <div className="min-w-0 flex-1">
        {short && !gone ? (
          <button
            type="button"
            onClick={onOpen}
            onFocus={() => onFocus?.(true)}
            onBlur={() => onFocus?.(false)}
            className={cx(titleClass, 'sidenote-open rounded-sm')}
          >
            <span className="sr-only">{copy.chat.footnoteBare(number)}: </span>
            {title}
          </button>
        ) : (
          <p className={titleClass}>{title}</p>
        )}
        <blockquote
          className={cx('mt-0.5 font-serif text-ui break-words text-soft', short && !expanded && 'line-clamp-4')}
        >
          {short && !expanded ? words : <Passage text={quote} />}
        </blockquote>
        {short && (expanded || words !== quote || quote.length > clampedChars) && (
          <button
            type="button"
            aria-expanded={expanded}
            onClick={() => setExpanded(!expanded)}
            className="sidenote-more relative mt-0.5 rounded-sm text-note text-soft hover:text-ink"
          >
            {expanded ? copy.chat.lessPassage : copy.chat.wholePassage}
          </button>
        )}
        {gone && <p className="mt-1 text-note text-soft">{copy.chat.gone}</p>}
      </div>
    </div>
  );
}

/** A whole passage, set in the width that there is. */
const Passage = ({ text }: { text: string }) =>
  paragraphsOf(text).map((part, at, parts) => (
    <span key={at} className={cx('block', parts[at - 1]?.endsWith('\n\n') && 'mt-2')}>
      {part}
    </span>
  ));

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Citation } from '#shared/passage.ts';
import { copy } from '../../copy/en.ts';
import { ClaimsReader } from './claims-reader.ts';
import { NoteText } from './note-text.tsx';
import { type NoteBox, placeNotes } from './sidenote-layout.ts';

const gapPx = 20;
/** A note's first line stands on the line of its marker, which is raised. */
const risePx = 2;

interface SidenotesProps {
  citations: readonly Citation[];
  body: RefObject<HTMLElement | null>;
  /** the answer's text: markers may have moved when it changed */
  text: string;
  active: number | null;
  setActive: (number: number | null) => void;
  onOpen: (number: number) => void;
}

interface Placed {
  tops: Map<number, number>;
  bottom: number;
}

const nowhere: Placed = { tops: new Map(), bottom: 0 };

const same = (a: Placed, b: Placed): boolean =>
  a.bottom === b.bottom &&
  a.tops.size === b.tops.size &&
  [...a.tops].every(([number, top]) => b.tops.get(number) === top);

function measure(column: HTMLElement, body: HTMLElement): Placed {
  const origin = column.getBoundingClientRect().top;
  const boxes: NoteBox[] = [];
  for (const note of column.querySelectorAll<HTMLElement>('[data-note]')) {
    const marker = body.querySelector(`.marker[data-footnote="${note.dataset['note'] ?? ''}"]`);
    if (marker === null) continue;
    const anchor = Math.max(0, Math.round(marker.getBoundingClientRect().top - origin - risePx));
    boxes.push({ number: Number(note.dataset['note']), anchor, height: note.offsetHeight });
  }
  return placeNotes(boxes, gapPx);
}

/** The footnotes of an answer in its margin, each beside the line of its first marker. */
export function Sidenotes({ citations, body, text, active, setActive, onOpen }: SidenotesProps) {
  const column = useRef<HTMLOListElement>(null);
  const [placed, setPlaced] = useState(nowhere);
  const [reader] = useState(() => new ClaimsReader());
  const claims = reader.read(
    text,
    citations.map(({ number }) => number),
  );
  const place = useCallback(() => {
    if (column.current === null || body.current === null) return;
    const next = measure(column.current, body.current);
    setPlaced((before) => (same(before, next) ? before : next));
  }, [body]);
  useLayoutEffect(place, [place, text, citations]);
  useEffect(() => {
    const resized = new ResizeObserver(place);
    // The text may be set anew in the same size: when the Markdown reader has been loaded, markers appear in it.
    const changed = new MutationObserver(place);
    if (body.current) {
      resized.observe(body.current);
      changed.observe(body.current, { childList: true, subtree: true });
    }
    // a note that shows its whole passage pushes the next one down
    if (column.current) changed.observe(column.current, { subtree: true, attributeFilter: ['aria-expanded'] });
    return () => {
      resized.disconnect();
      changed.disconnect();
    };
  }, [body, place]);
  return (
    <ol ref={column} aria-label={copy.chat.notes} className="sidenotes" style={{ minHeight: placed.bottom }}>
      {citations.map((citation) => {
        const top = placed.tops.get(citation.number);
        return (
          <li
            key={citation.number}
            data-note={citation.number}
            data-active={active === citation.number ? '' : undefined}
            className="sidenote"
            style={{ top: top ?? 0, visibility: top === undefined ? 'hidden' : 'visible' }}
            onPointerEnter={() => setActive(citation.number)}
            onPointerLeave={() => setActive(null)}
          >
            <NoteText
              citation={citation}
              claim={claims.get(citation.number)}
              onOpen={() => onOpen(citation.number)}
              onFocus={(focused) => setActive(focused ? citation.number : null)}
            />
          </li>
        );
      })}
    </ol>
  );
}

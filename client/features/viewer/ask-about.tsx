import type { RefObject } from 'react';
import { ChatBubbleIcon } from '@radix-ui/react-icons';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { selectedIn, useSelection } from './use-selection.ts';

/** Room that it takes with its distance to the words, in CSS pixels. */
const roomPx = 48;

interface AskAboutProps {
  scroller: RefObject<HTMLElement | null>;
  onAsk: (quotation: string) => void;
}

/** Stands at what is selected in a source, and takes it to the chat. Touch screens have their own menu above it. */
export function AskAbout({ scroller, onAsk }: AskAboutProps) {
  const selected = useSelection(scroller);
  const view = scroller.current?.getBoundingClientRect();
  if (selected === null || !view) return null;
  const { top, bottom, left, width } = selected.box;
  const isAbove = top - view.top > roomPx && !matchMedia('(pointer: coarse)').matches;
  const wanted = isAbove ? top - roomPx : bottom + 8;
  const within = Math.min(Math.max(wanted, view.top + 8), view.bottom - roomPx);
  const middle = Math.min(Math.max(left + width / 2, view.left + 84), view.right - 84);
  return (
    <Button
      kind="primary"
      className="absolute z-20 -translate-x-1/2 shadow-float animate-in"
      style={{ top: within - view.top, left: middle - view.left }}
      // the selection must stay until it has been taken
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => {
        // what is selected now, which keys may have changed since it was shown
        onAsk((selectedIn(scroller.current) ?? selected).text);
        document.getSelection()?.removeAllRanges();
      }}
    >
      <ChatBubbleIcon />
      {copy.viewer.askAbout}
    </Button>
  );
}

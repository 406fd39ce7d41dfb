import { useMedia } from '../lib/use-media.ts';

/** How an open source stands to the page: beside it, above it, or over it. */
export type SourcePlace = 'beside' | 'above' | 'over';

/**
 * How much stands side by side. Beside an open source the left column needs a wider screen; below that it is a drawer.
 * A document with a chat of its own never covers it.
 */
export function useLayout({ documentId, hasChat }: { documentId: string | null; hasChat: boolean }): {
  sourcePlace: SourcePlace;
  columnFits: boolean;
} {
  const desk = useMedia('(min-width: 1024px)');
  const wide = useMedia('(min-width: 1500px)');
  const low = useMedia('(min-width: 640px) and (max-height: 480px)');
  return {
    sourcePlace: desk || (hasChat && low) ? 'beside' : hasChat ? 'above' : 'over',
    columnFits: documentId === null ? desk : wide,
  };
}

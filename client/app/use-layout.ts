import { useMedia } from '../lib/use-media.ts';

/**
 * How much stands side by side. Beside an open source the left column needs a wider screen; below that it is a drawer.
 */
export function useLayout(sourceOpen: boolean): { sourceBeside: boolean; columnFits: boolean } {
  const desk = useMedia('(min-width: 1024px)');
  const wide = useMedia('(min-width: 1500px)');
  return { sourceBeside: desk, columnFits: sourceOpen ? wide : desk };
}

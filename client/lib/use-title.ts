import { useEffect } from 'react';
import { copy } from '../copy/en.ts';

/** Sets the page's title while mounted; null leaves the product's name alone. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    document.title = title === null ? copy.name : `${title} · ${copy.name}`;
    return () => {
      document.title = copy.name;
    };
  }, [title]);
}

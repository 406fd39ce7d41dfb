import { useEffect } from 'react';
import { setPageTitle } from './page-title.ts';

/** Sets the page's title while mounted; null leaves the product's name alone. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    setPageTitle(title);
    return () => setPageTitle(null);
  }, [title]);
}

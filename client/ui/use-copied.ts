import { useEffect, useState } from 'react';

const shownMs = 2_000;

/** Whether something was copied a moment ago, and the function to call when it has been. */
export function useCopied(): [copied: boolean, tell: () => void] {
  const [told, setTold] = useState(0);
  useEffect(() => {
    if (told === 0) return undefined;
    const timer = setTimeout(() => setTold(0), shownMs);
    return () => clearTimeout(timer);
  }, [told]);
  return [told > 0, () => setTold((times) => times + 1)];
}

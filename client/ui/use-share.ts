import { useCallback, useState } from 'react';
import { keep, readKept } from '../lib/kept.ts';

/** Shares that a panel may have of the room, and the one that it has at first. */
export const shares = { least: 0.25, most: 0.75, usual: { beside: 0.5, above: 0.48 } };

const within = (share: number): number => Math.min(shares.most, Math.max(shares.least, share));

/** The share of the room that a panel has, remembered in this browser for each place. */
export function useShare(place: 'beside' | 'above') {
  const key = `panel-${place}`;
  const [kept, setKept] = useState<Readonly<Record<string, number>>>({});
  const share = kept[place] ?? within(Number(readKept(key)) || shares.usual[place]);
  const put = useCallback(
    (next: number, stored: string | null) => {
      setKept((before) => ({ ...before, [place]: next }));
      keep(key, stored);
    },
    [key, place],
  );
  return {
    share,
    set: useCallback((next: number) => put(within(next), within(next).toFixed(3)), [put]),
    reset: useCallback(() => put(shares.usual[place], null), [put, place]),
  };
}

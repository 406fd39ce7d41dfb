import { useMemo } from 'react';
import { isRemoved, removals } from './removals.ts';
import { useStore } from './use-store.ts';

/** A list without what was deleted on this page, each thing once. `idOf` stays the same function. */
export function useVisible<T>(items: readonly T[] | undefined, idOf: (item: T) => string): T[] | undefined {
  const stages = useStore(removals);
  return useMemo(
    () =>
      items &&
      [...new Map(items.map((item) => [idOf(item), item])).values()].filter((item) => !isRemoved(stages, idOf(item))),
    [items, idOf, stages],
  );
}

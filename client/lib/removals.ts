import { createStore } from './store.ts';

/**
 * Where something stands that was deleted on this page: asked for, said by the server, or on its way back by an undo.
 * The page shows what its user did; news that is older than that changes nothing.
 */
type Stage = 'leaving' | 'gone' | 'returning';
type Stages = ReadonlyMap<string, Stage>;

/** by id */
export const removals = createStore<Stages>(new Map());

/** Whether a thing is not shown. */
export function isRemoved(stages: Stages, id: string): boolean {
  const stage = stages.get(id);
  return stage === 'leaving' || stage === 'gone';
}

export function setRemoval(id: string, stage: Stage | null): void {
  removals.set((before) => {
    const after = new Map(before);
    if (stage === null) after.delete(id);
    else after.set(id, stage);
    return after;
  });
}

/** Whether news of a thing is to be taken in: not what is older than a deletion or an undo of this page. */
export function admits(id: string, news: 'changed' | 'deleted'): boolean {
  const stage = removals.get().get(id);
  if (stage === undefined) return true;
  if (news === 'deleted') {
    if (stage === 'leaving') setRemoval(id, 'gone');
    return stage !== 'returning';
  }
  if (stage === 'leaving') return false;
  setRemoval(id, null);
  return true;
}

/** Everything is fetched anew: only what the server does not know of yet is kept back. */
export function forgetRemovals(): void {
  removals.set((before) => new Map([...before].filter(([, stage]) => stage === 'leaving')));
}

import { type Doc, hasOperators, isDoc, isList } from '../document.ts';
import { setAt, targetsOf } from './targets.ts';

/** The fields that an upsert's new document takes over from the filter: those it ties to one value. */
export function seedOf(filter: Doc): Doc {
  const seed: Doc = {};
  addTied(seed, filter);
  return seed;
}

function addTied(seed: Doc, filter: Doc): void {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and' && isList(condition)) {
      for (const part of condition.filter(isDoc)) addTied(seed, part);
    }
    if (path.startsWith('$') || condition instanceof RegExp) continue;
    const tied = hasOperators(condition) ? onlyValue(condition) : [condition];
    for (const value of tied) {
      for (const target of targetsOf(seed, path, NO_ARRAYS, true)) setAt(target, value);
    }
  }
}

const NO_ARRAYS = { matched: () => -1, passes: () => false };

function onlyValue(condition: Doc): unknown[] {
  if ('$eq' in condition) return [condition['$eq']];
  const list = condition['$in'];
  return isList(list) && list.length === 1 && !(list[0] instanceof RegExp) ? list : [];
}

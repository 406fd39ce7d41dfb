import { type Doc, isDoc, isList } from '../document.ts';
import { serverError } from '../errors.ts';

/** A place in a document that an operator changes. */
export type Target = { holder: Doc; key: string } | { holder: unknown[]; key: number };

/** What `$` and `$[name]` in paths refer to. */
export type ArrayChoice = {
  /** The index of the element that the filter matched, of the array at this path. */
  matched: (array: unknown[], path: string) => number;
  /** Whether an element passes the array filter of this name. */
  passes: (name: string, element: unknown) => boolean;
};

const isIndex = (part: string): boolean => /^\d+$/.test(part);

/**
 * The places a dotted path names, with `$`, `$[]` and `$[name]` spelled out.
 *
 * @param create makes the documents on the way that are missing; otherwise a missing way means no place
 * @throws MongoServerError 28 when something that is no document or array is in the way of creating
 */
export function targetsOf(doc: Doc, path: string, choice: ArrayChoice, create: boolean): Target[] {
  const parts = path.split('.');
  if (parts.some((part) => part === '')) throw serverError(2, `the update path '${path}' contains an empty field name`);
  let holders: unknown[] = [doc];
  for (const [at, part] of parts.entries()) {
    const targets = holders.flatMap((holder) => placesIn(holder, part, parts.slice(0, at).join('.'), choice, create));
    if (at === parts.length - 1) return targets;
    holders = targets.map((target) => valueAt(target) ?? (create ? open(target) : undefined));
    if (!create) holders = holders.filter((holder) => isDoc(holder) || isList(holder));
  }
  return [];
}

export function valueAt(target: Target): unknown {
  if (isList(target.holder)) return target.holder[Number(target.key)];
  return Object.hasOwn(target.holder, target.key) ? target.holder[target.key] : undefined;
}

/** Writes a value; an array that is too short is filled with null. */
export function setAt(target: Target, value: unknown): void {
  if (!isList(target.holder)) target.holder[target.key] = value;
  else {
    const key = Number(target.key);
    while (target.holder.length < key) target.holder.push(null);
    target.holder[key] = value;
  }
}

function placesIn(holder: unknown, part: string, path: string, choice: ArrayChoice, create: boolean): Target[] {
  if (isList(holder)) {
    if (isIndex(part)) return [{ holder, key: Number(part) }];
    return chosen(holder, part, path, choice, create).map((key) => ({ holder, key }));
  }
  if (part.startsWith('$')) throw serverError(2, `the path '${path}' must hold an array for '${part}'`);
  if (isDoc(holder)) return [{ holder, key: part }];
  if (create) throw serverError(28, `Cannot create field '${part}' in the element at '${path}'`);
  return [];
}

function chosen(array: unknown[], part: string, path: string, choice: ArrayChoice, create: boolean): number[] {
  if (part === '$') return [choice.matched(array, path)];
  if (part === '$[]') return [...array.keys()];
  const name = /^\$\[(\w+)\]$/.exec(part)?.[1];
  if (name !== undefined) return [...array.keys()].filter((at) => choice.passes(name, array[at]));
  if (create) throw serverError(28, `Cannot create field '${part}' in the array at '${path}'`);
  return [];
}

/** Null is a value and stays in the way, as on a real server; only what is missing is made. */
function open(target: Target): unknown {
  if (valueAt(target) === null) return null;
  const made: Doc = {};
  setAt(target, made);
  return made;
}

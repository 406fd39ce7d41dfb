import { isDoc, isList } from '../document.ts';

const isIndex = (part: string): boolean => /^\d+$/.test(part);

/**
 * The values at a dotted path, going into arrays on the way as MongoDB does: `a.b` of `{ a: [{ b: 1 }, { b: 2 }] }` is
 * `[1, 2]`. A missing field gives `undefined`. An array at the end of the path is one value.
 */
export function valuesAt(doc: unknown, path: string): unknown[] {
  const found: unknown[] = [];
  collect(doc, path.includes('.') ? path.split('.') : [path], 0, found);
  return found;
}

function collect(node: unknown, parts: string[], at: number, found: unknown[]): void {
  const part = parts[at];
  if (part === undefined) {
    found.push(node);
  } else if (isList(node)) {
    if (isIndex(part) && Number(part) < node.length) collect(node[Number(part)], parts, at + 1, found);
    for (const item of node) if (isDoc(item)) collect(item, parts, at, found);
  } else if (isDoc(node) && Object.hasOwn(node, part)) {
    collect(node[part], parts, at + 1, found);
  } else {
    found.push(undefined);
  }
}

/** What a condition on the path is tested against: each value, and for arrays each element as well as the whole. */
export function candidatesAt(doc: unknown, path: string): unknown[] {
  return valuesAt(doc, path).flatMap((value) => (isList(value) ? [...value, value] : [value]));
}

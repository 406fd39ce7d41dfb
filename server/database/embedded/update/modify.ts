import { type Doc, isDoc, isList } from '../document.ts';
import { serverError } from '../errors.ts';
import { elementTest } from './arrays.ts';
import { applyOperator, isUpdateOperator } from './operators.ts';
import type { ArrayChoice } from './targets.ts';

/**
 * Applies `{ $set: …, $inc: … }` to a document, in place.
 *
 * @param doc     with typed numbers, see `decodeTyped`
 * @param filter  what found the document: `$` in a path is the element that it matched
 * @param arrayFilters what `$[name]` stands for
 * @param inserting whether `$setOnInsert` applies
 * @throws MongoServerError for unknown operators (9), conflicting paths (40), values of a wrong type (2, 14, 28)
 */
export function modify(doc: Doc, update: Doc, filter: Doc, arrayFilters: unknown[], inserting: boolean): void {
  const choice = arrayChoice(filter, arrayFilters);
  checkModifiers(update);
  for (const [name, changes] of Object.entries(update)) {
    if (name === '$setOnInsert' && !inserting) continue;
    for (const [path, operand] of Object.entries(isDoc(changes) ? changes : {})) {
      applyOperator(name, doc, path, operand, choice);
    }
  }
}

function checkModifiers(update: Doc): void {
  const paths: string[] = [];
  for (const [name, changes] of Object.entries(update)) {
    if (!isUpdateOperator(name)) throw serverError(9, `Unknown modifier: ${name}`);
    if (!isDoc(changes)) throw serverError(9, `Modifiers operate on fields, but ${name} got something else`);
    paths.push(...Object.keys(changes));
    if (name === '$rename') paths.push(...Object.values(changes).map(String));
  }
  paths.sort();
  for (const [at, path] of paths.entries()) {
    const next = paths.slice(at + 1).find((other) => other === path || other.startsWith(`${path}.`));
    if (next !== undefined) throw serverError(40, `Updating the path '${next}' would create a conflict at '${path}'`);
  }
}

function arrayChoice(filter: Doc, arrayFilters: unknown[]): ArrayChoice {
  const byName = new Map<string, Doc>();
  for (const item of arrayFilters) {
    if (!isDoc(item)) throw serverError(9, 'an array filter must be a document');
    for (const [key, condition] of Object.entries(item)) {
      const [name = '', ...rest] = key.split('.');
      byName.set(name, { ...byName.get(name), [['element', ...rest].join('.')]: condition });
    }
  }
  return {
    matched: (array, path) => matchedElement(filter, array, path),
    passes: (name, element) => {
      const condition = byName.get(name);
      if (condition === undefined) throw serverError(2, `No array filter found for identifier '${name}'`);
      return elementTest(condition)({ element });
    },
  };
}

function matchedElement(filter: Doc, array: unknown[], path: string): number {
  const tests = conditionsOn(filter, path);
  if (tests.length === 0)
    throw serverError(2, `The positional operator did not find the match needed from the query for '${path}'`);
  const index = array.findIndex((element) => tests.every((test) => test(element)));
  const found = index >= 0 ? index : array.findIndex((element) => tests.some((test) => test(element)));
  if (found < 0)
    throw serverError(2, `The positional operator did not find the match needed from the query for '${path}'`);
  return found;
}

function conditionsOn(filter: Doc, path: string): ((element: unknown) => boolean)[] {
  return Object.entries(filter).flatMap(([key, condition]) => {
    if (key === '$and' && isList(condition)) {
      return condition.filter(isDoc).flatMap((part) => conditionsOn(part, path));
    }
    if (key === path && isDoc(condition) && '$elemMatch' in condition) return [elementTest(condition['$elemMatch'])];
    if (key === path) return [elementTest(isDoc(condition) ? condition : { $eq: condition })];
    return key.startsWith(`${path}.`) ? [elementTest({ [key.slice(path.length + 1)]: condition })] : [];
  });
}

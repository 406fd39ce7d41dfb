import { type Doc, isDoc, isList } from '../document.ts';
import { matcher } from './matcher.ts';

/**
 * Whether every document that matches a filter is in a partial index: each field of its expression must be tied by the
 * filter to values that meet the expression. Says no in doubt.
 */
export function impliesPartial(expression: Doc, filter: Doc): boolean {
  return Object.entries(expression).every(([field, condition]) => {
    if (field === '$and' && isList(condition)) {
      return condition.every((part) => isDoc(part) && impliesPartial(part, filter));
    }
    const values = field.startsWith('$') ? undefined : valuesOf(filter, field);
    if (values === undefined) return false;
    const holds = matcher({ value: condition });
    return values.every((value) => holds({ value }));
  });
}

/** The values that a filter ties a field to by equality or `$in`. */
function valuesOf(filter: Doc, field: string): unknown[] | undefined {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && isList(condition)) {
      const found = condition.filter(isDoc).map((part) => valuesOf(part, field));
      const values = found.find((item) => item !== undefined);
      if (values !== undefined) return values;
    }
    const values = key === field ? tiedValues(condition) : undefined;
    if (values !== undefined && !values.some((value) => value instanceof RegExp)) return values;
  }
  return undefined;
}

function tiedValues(condition: unknown): unknown[] | undefined {
  if (!isDoc(condition)) return isList(condition) ? undefined : [condition];
  if ('$eq' in condition) return isList(condition['$eq']) ? undefined : [condition['$eq']];
  const list = condition['$in'];
  if (isList(list)) return list.some(isList) ? undefined : list;
  return Object.keys(condition).some((key) => key.startsWith('$')) ? undefined : [condition];
}

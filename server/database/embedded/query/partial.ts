import { type Doc, isDoc } from '../document.ts';
import { matcher } from './matcher.ts';

/**
 * Whether every document that matches a filter is in a partial index: each field of its expression must be tied by the
 * filter to values that meet the expression. Says no in doubt.
 */
export function impliesPartial(expression: Doc, filter: Doc): boolean {
  return Object.entries(expression).every(([field, condition]) => {
    if (field === '$and' && Array.isArray(condition)) {
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
    if (key === '$and' && Array.isArray(condition)) {
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
  if (!isDoc(condition)) return Array.isArray(condition) ? undefined : [condition];
  if ('$eq' in condition) return Array.isArray(condition['$eq']) ? undefined : [condition['$eq']];
  const list = condition['$in'];
  if (Array.isArray(list)) return list.some(Array.isArray) ? undefined : list;
  return Object.keys(condition).some((key) => key.startsWith('$')) ? undefined : [condition];
}

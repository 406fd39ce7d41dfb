import { Double, Int32, Long } from 'mongodb';
import { type Doc, hasOperators, isDoc, isList } from '../document.ts';
import { serverError } from '../errors.ts';
import { normalize } from '../normalize.ts';
import { encodeValue } from '../query/key-encoding.ts';
import { matcher } from '../query/matcher.ts';
import { sortFields, sorted } from '../query/sort.ts';

const MODIFIERS = ['$each', '$position', '$slice', '$sort'];
const equal = (left: unknown, right: unknown): boolean => encodeValue(left).equals(encodeValue(right));

/** @throws MongoServerError 2 when there is something else than an array */
export function arrayAt(path: string, operator: string, current: unknown): unknown[] {
  if (!isList(current)) throw serverError(2, `${operator} needs an array at '${path}'`);
  return current;
}

/** `$push` with `$each`, `$position`, `$sort` and `$slice`, in the order in which MongoDB applies them. */
export function pushed(array: unknown[], operand: unknown): unknown[] {
  const spec = modifiers('$push', operand, MODIFIERS);
  if (spec === undefined) return [...array, operand];
  const result = [...array];
  result.splice(whole(spec['$position'], result.length), 0, ...each('$push', spec));
  const ordered = spec['$sort'] === undefined ? result : sortElements(result, spec['$sort']);
  const slice = whole(spec['$slice'], Infinity);
  return slice < 0 ? ordered.slice(slice) : ordered.slice(0, slice);
}

export function addedToSet(array: unknown[], operand: unknown): unknown[] {
  const spec = modifiers('$addToSet', operand, ['$each']);
  const result = [...array];
  for (const value of spec === undefined ? [operand] : each('$addToSet', spec)) {
    if (!result.some((own) => equal(own, value))) result.push(value);
  }
  return result;
}

/** `$pull`: what equals a value, or meets a condition (on the element itself, or on its fields). */
export function pulled(array: unknown[], operand: unknown): unknown[] {
  const goes = elementTest(operand);
  return array.filter((element) => !goes(element));
}

export function pulledAll(array: unknown[], operand: unknown): unknown[] {
  const values = arrayAt('$pullAll', '$pullAll', operand);
  return array.filter((element) => !values.some((value) => equal(element, value)));
}

export function popped(array: unknown[], operand: unknown): unknown[] {
  const end = Number(operand);
  if (end !== 1 && end !== -1) throw serverError(9, '$pop takes 1 or -1');
  return end === 1 ? array.slice(0, -1) : array.slice(1);
}

/** Compiles a condition on array elements, as `$pull` takes it. */
export function elementTest(condition: unknown): (element: unknown) => boolean {
  const plain = normalize(condition, 'plain');
  if (isDoc(plain) && !hasOperators(plain)) {
    const matches = matcher(plain);
    return (element) => {
      const value = normalize(element, 'plain');
      return isDoc(value) && matches(value);
    };
  }
  const matches = matcher({ element: plain });
  return (element) => matches({ element: normalize(element, 'plain') });
}

function modifiers(operator: string, operand: unknown, known: string[]): Doc | undefined {
  if (!hasOperators(operand)) return undefined;
  const unknown = Object.keys(operand).find((key) => !known.includes(key));
  if (unknown !== undefined || !('$each' in operand))
    throw serverError(2, `${operator} does not know '${unknown ?? 'modifiers without $each'}'`);
  return operand;
}

function each(operator: string, spec: Doc): unknown[] {
  const values = spec['$each'];
  if (!isList(values)) throw serverError(2, `the argument of $each in ${operator} must be an array`);
  return values;
}

function whole(value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise;
  const isNumber =
    typeof value === 'number' || value instanceof Int32 || value instanceof Double || value instanceof Long;
  const plain = isNumber ? Number(value.toString()) : NaN;
  if (!Number.isInteger(plain)) throw serverError(2, 'a position or slice must be a whole number');
  return plain;
}

function sortElements(elements: unknown[], spec: unknown): unknown[] {
  if (isDoc(spec)) return sorted(elements, sortFields(spec), (element) => (isDoc(element) ? element : {}));
  return sorted(elements, sortFields({ element: normalize(spec, 'plain') }), (element) => ({ element }));
}

import { isList } from '../document.ts';
import { compareKeys, encodeValue } from './key-encoding.ts';
import { typeTag } from './type-order.ts';

/** One end of an interval of encoded values. */
export type Bound = { key: Buffer; inclusive: boolean };

/** What a filter says about one field: it is one of these values, or lies between two. */
export type Constraint = { points: Buffer[] } | { low: Bound; high: Bound };

/** The value itself; undefined where equality with it cannot be looked up (arrays match in two ways). */
export function point(value: unknown): Constraint | undefined {
  return isPlain(value) ? { points: [encodeValue(value)] } : undefined;
}

export function points(values: unknown[]): Constraint | undefined {
  if (!values.every(isPlain)) return undefined;
  const keys = new Map(values.map(encodeValue).map((key) => [key.toString('latin1'), key]));
  return { points: [...keys.values()].toSorted(compareKeys) };
}

/** `$gt`, `$gte`, `$lt`, `$lte`: only values of the operand's own type. */
export function range(operator: string, value: unknown): Constraint | undefined {
  if (!isPlain(value)) return undefined;
  if (value === null) return operator.endsWith('e') ? point(null) : { points: [] };
  const tag = typeTag(value);
  const bound: Bound = { key: encodeValue(value), inclusive: operator.endsWith('e') };
  return operator.startsWith('$g')
    ? { low: bound, high: { key: Buffer.from([tag + 1]), inclusive: false } }
    : { low: { key: Buffer.from([tag - 1]), inclusive: true }, high: bound };
}

const isPlain = (value: unknown): boolean => !isList(value) && !(value instanceof RegExp);

/** Both hold. Where a field may hold many values each may be met by another of them: then the narrower one is taken. */
export function both(left: Constraint, right: Constraint, many: boolean): Constraint {
  if (many) return 'points' in right && !('points' in left) ? right : left;
  if ('points' in left) return { points: left.points.filter((key) => contains(right, key)) };
  if ('points' in right) return both(right, left, many);
  return {
    low: order(left.low, right.low, 'low') >= 0 ? left.low : right.low,
    high: order(left.high, right.high, 'high') <= 0 ? left.high : right.high,
  };
}

/** At least one holds: the values together, or the interval that holds them all. */
export function either(left: Constraint, right: Constraint): Constraint {
  if ('points' in left && 'points' in right) {
    const keys = new Map([...left.points, ...right.points].map((key) => [key.toString('latin1'), key]));
    return { points: [...keys.values()].toSorted(compareKeys) };
  }
  const [one, other] = [hull(left), hull(right)];
  if (one === undefined || other === undefined) return one === undefined ? right : left;
  return {
    low: order(one.low, other.low, 'low') <= 0 ? one.low : other.low,
    high: order(one.high, other.high, 'high') >= 0 ? one.high : other.high,
  };
}

function hull(constraint: Constraint): { low: Bound; high: Bound } | undefined {
  if (!('points' in constraint)) return constraint;
  const [first, last] = [constraint.points[0], constraint.points.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { low: { key: first, inclusive: true }, high: { key: last, inclusive: true } };
}

function contains(constraint: Constraint, key: Buffer): boolean {
  if ('points' in constraint) return constraint.points.some((own) => own.equals(key));
  const above = Buffer.compare(key, constraint.low.key);
  const below = Buffer.compare(key, constraint.high.key);
  return (constraint.low.inclusive ? above >= 0 : above > 0) && (constraint.high.inclusive ? below <= 0 : below < 0);
}

/** Which of two bounds lies further up; at the same key an inclusive low end begins earlier, a high one ends later. */
function order(left: Bound, right: Bound, end: 'low' | 'high'): number {
  const compared = Buffer.compare(left.key, right.key);
  if (compared !== 0 || left.inclusive === right.inclusive) return compared;
  return left.inclusive === (end === 'low') ? -1 : 1;
}

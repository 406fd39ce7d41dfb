import type { Doc } from '../document.ts';
import { compareKeys } from './key-encoding.ts';
import { constrain } from './constrain.ts';
import type { Bound, Constraint } from './constraint.ts';
import type { Index } from '../storage/catalog.ts';
import { directed } from '../storage/index-keys.ts';
import type { IndexField } from '../storage/index-definition.ts';
import { impliesPartial } from './partial.ts';

/** The part of an index's order from `low` up to, not including, `high`. */
export type KeyRange = { low: Buffer; high: Buffer };

/** How the candidates are found. `ordered`: by how many of the sort's fields, from the first, they come in order. */
export type Plan = { index: Index; ranges: KeyRange[]; reverse: boolean; ordered: number; score: number };

/** Larger products of `$in` lists are tested one by one instead. */
const MAX_RANGES = 2000;
/** No encoded value begins with this byte: it ends everything that has a common beginning. */
const AFTER = Buffer.from([0xff]);

/**
 * Chooses the index that narrows a filter most, or, when none does, one that gives the order asked for.
 *
 * @param filter    a normalised filter; the plan's candidates still have to be tested with it
 * @param variables what `$$name` stands for in `$expr`
 * @returns         undefined when only reading the whole collection answers
 */
export function plan(indexes: Index[], filter: Doc, sort: IndexField[], variables: Doc = {}): Plan | undefined {
  // indexes begin with the same fields
  const known = new Map<string, Constraint | undefined>();
  const said: Said = (path, many) => {
    const key = `${many ? '*' : ''}${path}`;
    if (!known.has(key)) known.set(key, constrain(filter, path, many, variables));
    return known.get(key);
  };
  const plans = indexes.map((index) => planFor(index, filter, sort, said)).filter((item) => item !== undefined);
  return plans.reduce<Plan | undefined>((best, item) => (best && best.score >= item.score ? best : item), undefined);
}

/** What the filter says about a field. */
type Said = (path: string, many: boolean) => Constraint | undefined;

function planFor(index: Index, filter: Doc, sort: IndexField[], said: Said): Plan | undefined {
  const constraints = index.fields.map(({ path }) => said(path, index.many));
  if (constraints[0] === undefined && sort.length === 0) return undefined;
  if (index.sparse && !constraints.some(excludesMissing)) return undefined;
  if (index.partial !== null && !impliesPartial(index.partial, filter)) return undefined;
  let ranges: KeyRange[] = [{ low: Buffer.alloc(0), high: AFTER }];
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let equal = 0;
  let narrowed = false;
  for (const [at, field] of index.fields.entries()) {
    const constraint = constraints[at];
    if (constraint === undefined) break;
    if (!('points' in constraint) || prefixes.length * constraint.points.length > MAX_RANGES) {
      const part = toRange(constraint, field.direction);
      ranges = prefixes.map((prefix) => ({ low: join(prefix, part.low), high: join(prefix, part.high) }));
      narrowed = true;
      break;
    }
    const parts = constraint.points.map((key) => directed(key, field.direction));
    prefixes = prefixes.flatMap((prefix) => parts.map((part) => join(prefix, part))).toSorted(compareKeys);
    ranges = prefixes.map((prefix) => ({ low: prefix, high: join(prefix, AFTER) }));
    equal += 1;
  }
  const unordered = prefixes.length > 1 || index.many;
  const { ordered, reverse } = unordered ? NO_ORDER : orderGiven(index, equal, constraints, sort);
  const found = index.unique && equal === index.fields.length ? 100 : equal * 4 + (narrowed ? 2 : 0);
  const score = found + (ordered === 0 ? 0 : ordered === sort.length ? 3 : 1);
  return score === 0 ? undefined : { index, ranges, reverse, ordered, score };
}

const NO_ORDER = { ordered: 0, reverse: false };

/** How far the index, read forwards or backwards, yields the sort; fields that the filter fixes are in any order. */
function orderGiven(
  index: Index,
  equal: number,
  constraints: (Constraint | undefined)[],
  sort: IndexField[],
): typeof NO_ORDER {
  const fixed = new Set(
    index.fields.filter((_, at) => at < equal && isSingle(constraints[at])).map(({ path }) => path),
  );
  const given = index.fields.slice(equal);
  let turn = 0;
  let ordered = 0;
  for (const { path, direction } of sort) {
    if (!fixed.has(path)) {
      const next = given.shift();
      if (next?.path !== path || next.direction * direction === -turn) break;
      turn = next.direction * direction;
    }
    ordered += 1;
  }
  return { ordered, reverse: turn < 0 };
}

const isSingle = (constraint: Constraint | undefined): boolean =>
  constraint !== undefined && 'points' in constraint && constraint.points.length === 1;

/** A sparse index lacks documents without the field, which null and missing-tolerant conditions would need. */
function excludesMissing(constraint: Constraint | undefined): boolean {
  if (constraint === undefined) return false;
  const missing = Buffer.from([0x10]);
  return 'points' in constraint
    ? constraint.points.every((key) => !key.equals(missing))
    : Buffer.compare(constraint.low.key, missing) > 0 || Buffer.compare(constraint.high.key, missing) < 0;
}

function toRange(constraint: Constraint, direction: 1 | -1): KeyRange {
  const [from, to] = 'points' in constraint ? ends(constraint.points) : [constraint.low, constraint.high];
  const [first, last] = direction === 1 ? [from, to] : [to, from];
  const [low, high] = [directed(first.key, direction), directed(last.key, direction)];
  return { low: first.inclusive ? low : join(low, AFTER), high: last.inclusive ? join(high, AFTER) : high };
}

function ends(points: Buffer[]): [Bound, Bound] {
  const [first, last] = [points[0] ?? AFTER, points.at(-1) ?? AFTER];
  return [
    { key: first, inclusive: true },
    { key: last, inclusive: true },
  ];
}

const join = (left: Buffer, right: Buffer): Buffer => (left.length === 0 ? right : Buffer.concat([left, right]));

import type { Doc } from '../document.ts';
import { constrain } from './constrain.ts';
import type { Bound, Constraint } from './constraint.ts';
import type { Index } from '../storage/catalog.ts';
import { directed } from '../storage/index-keys.ts';
import type { IndexField } from '../storage/index-definition.ts';
import { impliesPartial } from './partial.ts';

/** The part of an index's order from `low` up to, not including, `high`. */
export type KeyRange = { low: Buffer; high: Buffer };

/** How the candidates are found. `sorted`: they come in the order asked for. */
export type Plan = { index: Index; ranges: KeyRange[]; reverse: boolean; sorted: boolean; score: number };

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
  const plans = indexes.map((index) => planFor(index, filter, sort, variables)).filter((item) => item !== undefined);
  return plans.reduce<Plan | undefined>((best, item) => (best && best.score >= item.score ? best : item), undefined);
}

function planFor(index: Index, filter: Doc, sort: IndexField[], variables: Doc): Plan | undefined {
  const constraints = index.fields.map(({ path }) => constrain(filter, path, index.many, variables));
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
    prefixes = prefixes.flatMap((prefix) => parts.map((part) => join(prefix, part))).toSorted(Buffer.compare);
    ranges = prefixes.map((prefix) => ({ low: prefix, high: join(prefix, AFTER) }));
    equal += 1;
  }
  const direction = prefixes.length > 1 || index.many ? 0 : orderGiven(index, equal, constraints, sort);
  const sorted = sort.length > 0 && direction !== 0;
  const score = (index.unique && equal === index.fields.length ? 100 : equal * 4) + (narrowed ? 2 : 0) + (sorted ? 3 : 0);
  return score === 0 ? undefined : { index, ranges, reverse: sorted && direction < 0, sorted, score };
}

/** 1 or -1 if reading the index forwards or backwards yields the sort, 0 if neither. */
function orderGiven(index: Index, equal: number, constraints: (Constraint | undefined)[], sort: IndexField[]): number {
  const fixed = new Set(index.fields.filter((_, at) => at < equal && isSingle(constraints[at])).map(({ path }) => path));
  const wanted = sort.filter(({ path }) => !fixed.has(path));
  const given = index.fields.slice(equal);
  const turns = wanted.map(({ path, direction }, at) => (given[at]?.path === path ? given[at].direction * direction : 0));
  const first = turns[0] ?? 1;
  return turns.every((turn) => turn === first) ? first : 0;
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
  return [{ key: first, inclusive: true }, { key: last, inclusive: true }];
}

const join = (left: Buffer, right: Buffer): Buffer => (left.length === 0 ? right : Buffer.concat([left, right]));

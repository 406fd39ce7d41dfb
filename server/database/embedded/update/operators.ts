import { Timestamp } from 'mongodb';
import { type Doc, isDoc, isList } from '../document.ts';
import { serverError } from '../errors.ts';
import { compareValues } from '../query/key-encoding.ts';
import { calculate, combineBits } from './arithmetic.ts';
import { addedToSet, arrayAt, popped, pulled, pulledAll, pushed } from './arrays.ts';
import { type ArrayChoice, setAt, type Target, targetsOf, valueAt } from './targets.ts';

/** Changes one place, given what stands there (undefined: nothing) and the operand. */
type Change = (target: Target, current: unknown, operand: unknown, path: string) => void;
type Operator = { create: boolean; change: Change };

const setting = (compute: (current: unknown, operand: unknown, path: string) => unknown): Operator => ({
  create: true,
  change: (target, current, operand, path) => setAt(target, compute(current, operand, path)),
});

const onArray = (name: string, compute: (array: unknown[], operand: unknown) => unknown[]): Operator => ({
  create: false,
  change: (target, current, operand, path) => {
    if (current !== undefined) setAt(target, compute(arrayAt(path, name, current), operand));
  },
});

const growing = (name: string, compute: (array: unknown[], operand: unknown) => unknown[]): Operator =>
  setting((current, operand, path) => compute(current === undefined ? [] : arrayAt(path, name, current), operand));

const OPERATORS: Record<string, Operator> = {
  $set: setting((_, operand) => operand),
  $unset: {
    create: false,
    change: (target, current) => {
      if (isList(target.holder)) {
        if (current !== undefined) setAt(target, null);
      } else delete target.holder[target.key];
    },
  },
  $inc: setting((current, operand, path) => calculate('$inc', path, current ?? zero(current), operand)),
  $mul: setting((current, operand, path) => calculate('$mul', path, current ?? zero(current), operand)),
  $min: setting((current, operand) =>
    current === undefined || compareValues(operand, current) < 0 ? operand : current,
  ),
  $max: setting((current, operand) =>
    current === undefined || compareValues(operand, current) > 0 ? operand : current,
  ),
  $push: growing('$push', pushed),
  $addToSet: growing('$addToSet', addedToSet),
  $pull: onArray('$pull', pulled),
  $pullAll: onArray('$pullAll', pulledAll),
  $pop: onArray('$pop', popped),
  $currentDate: setting((_, operand) => now(operand)),
  $bit: setting((current, operand, path) =>
    Object.entries(isDoc(operand) ? operand : {}).reduce<unknown>(
      (value, [operation, bits]) => combineBits(path, value ?? 0, operation, bits),
      current,
    ),
  ),
};

/** Null is no number and must fail; only a missing field counts from zero. */
const zero = (current: unknown): unknown => (current === undefined ? 0 : current);

function now(operand: unknown): unknown {
  const kind = isDoc(operand) ? operand['$type'] : operand === true ? 'date' : undefined;
  if (kind === 'date') return new Date();
  if (kind === 'timestamp') return new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 });
  throw serverError(2, "$currentDate takes true or { $type: 'date' | 'timestamp' }");
}

export function isUpdateOperator(name: string): boolean {
  return Object.hasOwn(OPERATORS, name) || name === '$rename' || name === '$setOnInsert';
}

/** Applies one operator to one path, in place. */
export function applyOperator(name: string, doc: Doc, path: string, operand: unknown, choice: ArrayChoice): void {
  if (name === '$rename') return rename(doc, path, operand, choice);
  const operator = OPERATORS[name === '$setOnInsert' ? '$set' : name];
  if (operator === undefined) throw serverError(9, `Unknown modifier: ${name}`);
  for (const target of targetsOf(doc, path, choice, operator.create)) {
    operator.change(target, valueAt(target), operand, path);
  }
}

function rename(doc: Doc, path: string, to: unknown, choice: ArrayChoice): void {
  if (typeof to !== 'string') throw serverError(2, `$rename of '${path}' needs the new name as a string`);
  const [source] = targetsOf(doc, path, choice, false);
  const value = source === undefined ? undefined : valueAt(source);
  if (source === undefined || value === undefined) return;
  if (isList(source.holder)) throw serverError(2, `$rename cannot take '${path}' out of an array`);
  delete source.holder[source.key];
  for (const target of targetsOf(doc, to, choice, true)) setAt(target, value);
}

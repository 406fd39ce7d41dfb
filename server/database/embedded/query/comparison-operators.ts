import type { Options, QueryOperator } from 'mingo/types';
import { type Doc, isDoc, isList } from '../document.ts';
import { serverError, unsupported } from '../errors.ts';
import { encodeValue } from './key-encoding.ts';
import { candidatesAt } from './paths.ts';
import { typeTag } from './type-order.ts';

/*
 * mingo's own comparisons order strings by UTF-16 and compare Binary by a lossy text. These agree with the indexes,
 * byte for byte, so that a query answers the same whether or not an index serves it.
 */
type Test = (value: unknown) => boolean;

/** Compiles one condition on one path. */
type Operator = (path: string, operand: unknown) => (doc: Doc) => boolean;

const onPath =
  (compile: (operand: unknown) => Test): Operator =>
  (path, operand) => {
    const matches = compile(operand);
    return (doc) => candidatesAt(doc, path).some(matches);
  };

const notOnPath =
  (compile: (operand: unknown) => Test): Operator =>
  (path, operand) => {
    const matches = compile(operand);
    return (doc) => !candidatesAt(doc, path).some(matches);
  };

function equalTo(operand: unknown): Test {
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand;
  const key = encodeValue(operand);
  const tag = typeTag(operand);
  return (value) => typeTag(value) === tag && key.equals(encodeValue(value));
}

/** NaN equals itself and is neither more nor less than any number. */
const ordered = (holds: (order: number) => boolean): Operator =>
  onPath((operand) => {
    const key = encodeValue(operand);
    const tag = typeTag(operand);
    return (value) => {
      const order = typeTag(value) === tag ? Buffer.compare(encodeValue(value), key) : NaN;
      return holds(order !== 0 && (isNaN(value) || isNaN(operand)) ? NaN : order);
    };
  });

const isNaN = (value: unknown): boolean => typeof value === 'number' && Number.isNaN(value);

function oneOf(operand: unknown): Test {
  if (!isList(operand)) throw serverError(2, '$in needs an array');
  const patterns = operand.filter((item) => item instanceof RegExp);
  const keys = new Set(operand.filter((item) => !(item instanceof RegExp)).map(keyText));
  return (value) =>
    keys.has(keyText(value)) || (typeof value === 'string' && patterns.some((pattern) => pattern.test(value)));
}

const keyText = (value: unknown): string => encodeValue(value).toString('latin1');

const TYPES: Record<string, Test> = {
  string: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  object: isDoc,
  array: isList,
  null: (value) => value === null,
  date: (value) => value instanceof Date,
  regex: (value) => value instanceof RegExp,
  number: (value) => value !== undefined && typeTag(value) === typeTag(0),
  objectId: (value) => bsonType(value) === 'ObjectId',
  binData: (value) => bsonType(value) === 'Binary',
};

function bsonType(value: unknown): unknown {
  return typeof value === 'object' && value !== null && '_bsontype' in value ? value._bsontype : undefined;
}

function ofType(operand: unknown): Test {
  const tests = (isList(operand) ? operand : [operand]).map((name) => {
    const test = Object.hasOwn(TYPES, String(name)) ? TYPES[String(name)] : undefined;
    if (test === undefined) throw unsupported(`$type: ${String(name)}`);
    return test;
  });
  return (value) => tests.some((test) => test(value));
}

const $exists: Operator = (path, operand) => {
  const wanted = Boolean(operand);
  return (doc) => candidatesAt(doc, path).some((value) => value !== undefined) === wanted;
};

/** The operators by name. */
export const comparisonOperators: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    $eq: onPath(equalTo),
    $ne: notOnPath(equalTo),
    $in: onPath(oneOf),
    $nin: notOnPath(oneOf),
    $gt: ordered((order) => order > 0),
    $gte: ordered((order) => order >= 0),
    $lt: ordered((order) => order < 0),
    $lte: ordered((order) => order <= 0),
    $type: onPath(ofType),
    $exists,
  }),
);

/** The same for mingo, which types an operator by all of its operators at once, and calls it with path and operand. */
export const comparisonsForMingo: Record<`$${string}`, QueryOperator> = Object.fromEntries(
  [...comparisonOperators].map(([name, operator]): [string, QueryOperator] => [
    name,
    (...[path, operand]: readonly [string, unknown, Options]) => operator(path, operand),
  ]),
);

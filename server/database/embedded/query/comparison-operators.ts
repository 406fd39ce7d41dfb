import type { QueryOperator } from 'mingo/types';
import { type Doc, isDoc } from '../document.ts';
import { serverError, unsupported } from '../errors.ts';
import { encodeValue } from './key-encoding.ts';
import { candidatesAt } from './paths.ts';
import { typeTag } from './type-order.ts';

/*
 * mingo's own comparisons order strings by UTF-16 and compare Binary by a lossy text. These agree with the indexes,
 * byte for byte, so that a query answers the same whether or not an index serves it.
 */
type Test = (value: unknown) => boolean;

/** mingo types an operator by all of its operators at once; it calls each with a path, an operand and its options. */
const operator =
  (compile: (path: string, operand: unknown) => (doc: Doc) => boolean): QueryOperator =>
  (...args: readonly unknown[]) =>
    compile(String(args[0]), args[1]);

type Compile = (operand: unknown) => Test;

const onPath = (compile: Compile): QueryOperator =>
  operator((path, operand) => {
    const matches = compile(operand);
    return (doc) => candidatesAt(doc, path).some(matches);
  });

const notOnPath = (compile: Compile): QueryOperator =>
  operator((path, operand) => {
    const matches = compile(operand);
    return (doc) => !candidatesAt(doc, path).some(matches);
  });

function equalTo(operand: unknown): Test {
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand;
  const key = encodeValue(operand);
  const tag = typeTag(operand);
  return (value) => typeTag(value) === tag && key.equals(encodeValue(value));
}

const ordered = (holds: (order: number) => boolean): QueryOperator =>
  onPath((operand) => {
    const key = encodeValue(operand);
    const tag = typeTag(operand);
    return (value) => typeTag(value) === tag && holds(Buffer.compare(encodeValue(value), key));
  });

function oneOf(operand: unknown): Test {
  if (!Array.isArray(operand)) throw serverError(2, '$in needs an array');
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
  array: Array.isArray,
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
  const tests = (Array.isArray(operand) ? operand : [operand]).map((name) => {
    const test = Object.hasOwn(TYPES, String(name)) ? TYPES[String(name)] : undefined;
    if (test === undefined) throw unsupported(`$type: ${String(name)}`);
    return test;
  });
  return (value) => tests.some((test) => test(value));
}

const $exists = operator((path, operand) => {
  const wanted = Boolean(operand);
  return (doc) => candidatesAt(doc, path).some((value) => value !== undefined) === wanted;
});

/** Query operators that take the place of mingo's. */
export const comparisonOperators = {
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
};

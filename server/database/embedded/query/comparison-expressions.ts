import { isList } from '../document.ts';
import { evalExpr } from 'mingo/core';
import type { ExpressionOperator, Options } from 'mingo/types';
import { serverError } from '../errors.ts';
import { compareValues } from './key-encoding.ts';

/** Evaluates both operands and compares them whole, in BSON order across types; mingo looks into arrays. */
const compared =
  (name: string, result: (order: number) => unknown): ExpressionOperator =>
  (...[doc, operands, options]: readonly [unknown, unknown, Options]) => {
    const values = evalExpr(doc, operands, options);
    if (!isList(values) || values.length !== 2) throw serverError(9, `${name} takes exactly 2 arguments`);
    return result(Math.sign(compareWithMissing(values[0], values[1])));
  };

/** In expressions a missing value is less than null; in filters and indexes they are the same. */
function compareWithMissing(left: unknown, right: unknown): number {
  if (left === undefined && right === null) return -1;
  if (left === null && right === undefined) return 1;
  return compareValues(left, right);
}

export const comparisonExpressions: Record<`$${string}`, ExpressionOperator> = {
  $eq: compared('$eq', (order) => order === 0),
  $ne: compared('$ne', (order) => order !== 0),
  $gt: compared('$gt', (order) => order > 0),
  $gte: compared('$gte', (order) => order >= 0),
  $lt: compared('$lt', (order) => order < 0),
  $lte: compared('$lte', (order) => order <= 0),
  $cmp: compared('$cmp', (order) => order),
};

import { Context } from 'mingo';
import { Query } from 'mingo/query';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import { type Doc, hasOperators, isDoc, isList } from '../document.ts';
import { serverError } from '../errors.ts';
import { comparisonExpressions } from './comparison-expressions.ts';
import { comparisonOperators, comparisonsForMingo } from './comparison-operators.ts';

/** Tests a document. */
export type Matcher = (doc: Doc) => boolean;

/** mingo's language with this engine's comparisons; the pipeline's stages come from `stages.ts`. */
export const language: Context = Context.init()
  .addQueryOps(comparisonsForMingo)
  .addQueryOps(queries)
  .addExpressionOps(comparisonExpressions)
  .addExpressionOps(expressions)
  .addAccumulatorOps(accumulators)
  .addProjectionOps(projections);

/**
 * Compiles a normalised filter. Comparisons and their combinations are compiled here, which takes a microsecond;
 * everything else by mingo, which takes thirty.
 *
 * @param variables what `$$name` stands for in `$expr`
 * @throws Error for an operator that does not exist here
 */
export function matcher(filter: Doc, variables: Doc = {}): Matcher {
  const tests = Object.entries(filter).flatMap(([key, condition]) => compile(key, condition, variables));
  const [only = () => true] = tests;
  return tests.length < 2 ? only : (doc) => tests.every((test) => test(doc));
}

function compile(key: string, condition: unknown, variables: Doc): Matcher[] {
  if (key === '$and') return parts(key, condition, variables);
  if (key === '$or') {
    const tests = parts(key, condition, variables);
    return [(doc) => tests.some((test) => test(doc))];
  }
  if (key === '$nor') {
    const tests = parts(key, condition, variables);
    return [(doc) => !tests.some((test) => test(doc))];
  }
  return (key.startsWith('$') ? undefined : comparisons(key, condition)) ?? [byMingo({ [key]: condition }, variables)];
}

function parts(key: string, condition: unknown, variables: Doc): Matcher[] {
  if (!isList(condition) || condition.length === 0 || !condition.every(isDoc)) {
    throw serverError(2, `${key} must be a nonempty array of documents`);
  }
  return condition.map((part) => matcher(part, variables));
}

/** The tests for a condition that consists of comparisons only. */
function comparisons(path: string, condition: unknown): Matcher[] | undefined {
  if (condition instanceof RegExp) return undefined;
  const operators = hasOperators(condition) ? Object.entries(condition) : [['$eq', condition] as const];
  const tests = operators.map(([name, operand]) =>
    name === '$all' ? allOf(path, operand) : comparisonOperators.get(name)?.(path, operand),
  );
  const known = tests.filter((test) => test !== undefined);
  return known.length === tests.length ? known : undefined;
}

function allOf(path: string, operand: unknown): Matcher {
  if (!isList(operand)) throw serverError(2, '$all needs an array');
  const tests = operand.map((item) => matcher({ [path]: item }));
  return (doc) => tests.length > 0 && tests.every((test) => test(doc));
}

function byMingo(filter: Doc, variables: Doc): Matcher {
  const query = new Query(filter, { context: language, scriptEnabled: false, variables });
  return (doc) => query.test(doc);
}

import { Context } from 'mingo';
import { Query } from 'mingo/query';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import type { Doc } from '../document.ts';
import { comparisonOperators } from './comparison-operators.ts';

/** mingo's language with this engine's comparisons; the pipeline's stages come from `pipeline.ts`. */
export const language: Context = Context.init()
  .addQueryOps(comparisonOperators)
  .addQueryOps(queries)
  .addExpressionOps(expressions)
  .addAccumulatorOps(accumulators)
  .addProjectionOps(projections);

/**
 * Compiles a normalised filter.
 *
 * @param variables what `$$name` stands for in `$expr`
 * @throws Error for an operator that does not exist here
 */
export function matcher(filter: Doc, variables: Doc = {}): (doc: Doc) => boolean {
  if (Object.keys(filter).length === 0) return () => true;
  const query = new Query(filter, { context: language, scriptEnabled: false, variables });
  return (doc) => query.test(doc);
}

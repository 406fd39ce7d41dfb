import { Context, ProcessingMode } from 'mingo';
import { evalExpr } from 'mingo/core';
import { Iterator as LazyIterator, Lazy } from 'mingo/lazy';
import * as pipelineOperators from 'mingo/operators/pipeline';
import type { PipelineOperator } from 'mingo/types';
import { type Doc, isDoc } from '../document.ts';
import { serverError, unsupported } from '../errors.ts';
import { language } from './matcher.ts';
import { valuesAt } from './paths.ts';
import { sorted, sortFields } from './sort.ts';

/** Runs a pipeline on another collection, for joins. */
export type RunPipeline = (collection: string, pipeline: Doc[], variables: Doc) => Iterable<Doc>;

const { $out: _out, $merge: _merge, $unionWith: _union, $graphLookup: _graph, ...offered } = pipelineOperators;

/** mingo types a stage by all of its stages at once; it calls each with its input, a specification and its options. */
const stage =
  (run: (input: LazyIterator, spec: unknown, options: unknown) => LazyIterator): PipelineOperator =>
  (...args: readonly unknown[]) => {
    if (!(args[0] instanceof LazyIterator)) throw new TypeError('a stage needs an iterator');
    return run(args[0], args[1], args[2]);
  };

/** mingo reads on to the end of its input after a limit; this one stops. */
const $limit = stage((input, count) => {
  let left = Number(count);
  return Lazy(() => (left-- > 0 ? input.next() : { done: true, value: undefined }));
});

const $sort = stage((input, spec) =>
  input.transform((docs) => Lazy(sorted(docs.filter(isDoc), sortFields(spec), (doc) => doc))),
);

/** A join that asks the other collection by its indexes, once per document. */
function lookup(run: RunPipeline): PipelineOperator {
  return stage((input, spec, options) => {
    const { from, as, localField, foreignField, let: own = {}, pipeline = [], ...others } = isDoc(spec) ? spec : {};
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) throw unsupported(`$lookup with ${unknown}`);
    if (typeof from !== 'string' || typeof as !== 'string') throw serverError(9, '$lookup needs from and as');
    if (!Array.isArray(pipeline)) throw serverError(9, "$lookup's pipeline must be an array");
    const outer = variablesOf(options);
    return input.map((doc: Doc) => {
      const bound = evalExpr(doc, own, { ...COMPUTING, variables: outer });
      const join: Doc[] =
        typeof localField === 'string' && typeof foreignField === 'string'
          ? [{ $match: { [foreignField]: { $in: localValues(doc, localField) } } }]
          : [];
      const variables = { ...outer, ...(isDoc(bound) ? bound : {}) };
      return { ...doc, [as]: [...run(from, [...join, ...pipeline.filter(isDoc)], variables)] };
    });
  });
}

const COMPUTING = {
  idKey: '_id',
  processingMode: ProcessingMode.CLONE_OFF,
  useStrictMode: true,
  scriptEnabled: false,
  failOnError: true,
  context: language,
};

function variablesOf(options: unknown): Doc {
  const found = typeof options === 'object' && options !== null && 'variables' in options ? options.variables : {};
  return isDoc(found) ? found : {};
}

function localValues(doc: Doc, path: string): unknown[] {
  const values = valuesAt(doc, path).flatMap((value) => (Array.isArray(value) ? value : [value ?? null]));
  return values.map((value) => value ?? null);
}

/** The aggregation language: mingo's stages, except for those that write or read whole collections. */
export function stagesFor(run: RunPipeline): Context {
  const context = Context.init().addPipelineOps({ $limit, $sort, $lookup: lookup(run) }).addPipelineOps(offered);
  return Context.from(context, language);
}

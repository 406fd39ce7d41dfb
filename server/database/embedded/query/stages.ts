import { Context } from 'mingo';
import { evalExpr } from 'mingo/core';
import { type Iterator as LazyIterator, Lazy } from 'mingo/lazy';
import * as pipelineOperators from 'mingo/operators/pipeline';
import type { Options, PipelineOperator } from 'mingo/types';
import { type Doc, hasOperators, isDoc, isList } from '../document.ts';
import { serverError, unsupported } from '../errors.ts';
import { language } from './matcher.ts';
import { valuesAt } from './paths.ts';
import { sorted, sortFields } from './sort.ts';

/** Runs a pipeline on another collection, for joins. */
export type RunPipeline = (collection: string, pipeline: Doc[], variables: Doc) => Iterable<Doc>;

const { $out: _out, $merge: _merge, $unionWith: _union, $graphLookup: _graph, ...offered } = pipelineOperators;

type Stage = (...args: readonly [input: LazyIterator, spec: unknown, options: Options]) => LazyIterator;

/** mingo types a stage by all of its stages at once; it calls each with its input, a specification and its options. */
const stage = (run: Stage): PipelineOperator => run;

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
    if (!isList(pipeline)) throw serverError(9, "$lookup's pipeline must be an array");
    const outer: Doc = options.variables ?? {};
    return input.map((doc: Doc) => {
      const bound = evalExpr(doc, own, options);
      const join: Doc[] =
        typeof localField === 'string' && typeof foreignField === 'string'
          ? [{ $match: { [foreignField]: { $in: localValues(doc, localField) } } }]
          : [];
      const variables = { ...outer, ...(isDoc(bound) ? bound : {}) };
      return { ...doc, [as]: [...run(from, [...join, ...pipeline.filter(isDoc)], variables)] };
    });
  });
}

/** `$set`: computes all fields from the document as it came, and merges what is nested into what is there. */
const $set = stage((input, spec, options) =>
  input.map((doc: Doc) => merged(doc, isDoc(spec) ? spec : {}, (expression) => evalExpr(doc, expression, options))),
);

function merged(into: unknown, spec: Doc, evaluate: (expression: unknown) => unknown): unknown {
  if (isList(into)) return into.map((item) => merged(item, spec, evaluate));
  const result: Doc = isDoc(into) ? { ...into } : {};
  for (const [path, expression] of Object.entries(spec)) {
    const [key = '', ...rest] = path.split('.');
    const nested = rest.length > 0 ? { [rest.join('.')]: expression } : expression;
    const value = isDoc(nested) && isFields(nested) ? merged(result[key], nested, evaluate) : evaluate(nested);
    if (value === undefined) delete result[key];
    else result[key] = value;
  }
  return result;
}

const isFields = (spec: Doc): boolean => Object.keys(spec).length > 0 && !hasOperators(spec);

function localValues(doc: Doc, path: string): unknown[] {
  const values = valuesAt(doc, path).flatMap((value) => (isList(value) ? value : [value ?? null]));
  return values.map((value) => value ?? null);
}

/** The aggregation language: mingo's stages, except for those that write or read whole collections. */
export function stagesFor(run: RunPipeline): Context {
  const context = Context.init()
    .addPipelineOps({ $limit, $sort, $set, $addFields: $set, $lookup: lookup(run) })
    .addPipelineOps(offered);
  return Context.from(context, language);
}

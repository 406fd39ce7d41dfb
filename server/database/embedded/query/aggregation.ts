import { Aggregator } from 'mingo/aggregator';
import type { Context } from 'mingo';
import { type Doc, isDoc } from '../document.ts';
import { serverError } from '../errors.ts';
import type { IndexField } from '../storage/index-definition.ts';
import { simpleStage } from './simple-stages.ts';
import { sortFields } from './sort.ts';

/** A pipeline with its beginning taken off: what the storage can do by itself. */
export type Aggregation = { filter: Doc; sort: IndexField[]; stages: Doc[] };

/** Stages that hand on one document at a time, so that a limit after them saves the reading. */
const STREAMING = new Set([
  '$match',
  '$project',
  '$addFields',
  '$set',
  '$unset',
  '$lookup',
  '$unwind',
  '$limit',
  '$skip',
  '$replaceRoot',
  '$replaceWith',
]);

/** Splits off the leading `$match` stages and the `$sort` that follows them, looking through joins. */
export function aggregationOf(pipeline: Doc[]): Aggregation {
  const stages = sortBeforeJoins(pipeline);
  const end = stages.findIndex((stage) => !isDoc(stage['$match']));
  const leading = end === -1 ? stages : stages.slice(0, end);
  const filters = leading.map((stage) => stage['$match']).filter(isDoc);
  const [only] = filters;
  const filter = filters.length === 1 && only !== undefined ? only : filters.length === 0 ? {} : { $and: filters };
  const rest = stages.slice(leading.length);
  const sort = rest[0]?.['$sort'];
  return { filter, sort: sortFields(sort), stages: isDoc(sort) ? rest.slice(1) : rest };
}

/** Joins add fields and never change the order: sorting by other fields may come first, and then use an index. */
function sortBeforeJoins(pipeline: Doc[]): Doc[] {
  const at = pipeline.findIndex((stage) => isDoc(stage['$sort']));
  const sort = pipeline[at]?.['$sort'];
  let start = at;
  for (let added: unknown; start > 0; start--) {
    const before = pipeline[start - 1];
    added = isDoc(before?.['$lookup']) ? before['$lookup']['as'] : unwound(before?.['$unwind']);
    if (typeof added !== 'string' || !isDoc(sort) || Object.keys(sort).some((path) => overlap(path, added))) break;
  }
  return at <= 0
    ? pipeline
    : [
        ...pipeline.slice(0, start),
        ...pipeline.slice(at, at + 1),
        ...pipeline.slice(start, at),
        ...pipeline.slice(at + 1),
      ];
}

function unwound(spec: unknown): unknown {
  const path = isDoc(spec) ? spec['path'] : spec;
  return typeof path === 'string' ? path.slice(1) : undefined;
}

const overlap = (left: string, right: string): boolean =>
  `${left}.`.startsWith(`${right}.`) || `${right}.`.startsWith(`${left}.`);

/** Whether a pipeline needs all of its input before it can give its first result. */
export function needsAllInput(stages: Doc[]): boolean {
  return stages.some((stage) => Object.keys(stage).some((name) => !STREAMING.has(name)));
}

/**
 * Runs stages lazily. Those that nearly every query of an ORM consists of are run here, which takes a microsecond; the
 * others by mingo, which takes twenty.
 *
 * @throws Error for a stage or operator that does not exist here
 */
export function runStages(input: Iterable<Doc>, stages: Doc[], context: Context, variables: Doc): Iterable<Doc> {
  const simple = stages.map(simpleStage);
  return simple.every((stage) => stage !== null)
    ? simple.reduce((docs, stage) => stage(docs), input)
    : runByMingo(input, stages, context, variables);
}

function* runByMingo(input: Iterable<Doc>, stages: Doc[], context: Context, variables: Doc): Generator<Doc> {
  for (const doc of new Aggregator(stages, { context, variables, scriptEnabled: false }).stream(input)) {
    if (!isDoc(doc)) throw serverError(2, 'a pipeline must yield documents');
    yield doc;
  }
}

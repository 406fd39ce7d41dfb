import type { Results } from './cursor.ts';
import { type Doc, isDoc } from './document.ts';
import type { Engine, Found } from './engine.ts';
import { unsupported } from './errors.ts';
import type { FindOptions } from './find-cursor.ts';
import { normalize } from './normalize.ts';
import { aggregationOf, needsAllInput, runStages } from './query/aggregation.ts';
import { sorted, sortFields } from './query/sort.ts';
import { stagesFor } from './query/stages.ts';

/** Where a collection is. It need not exist: reading it finds nothing. */
export type Namespace = { database: string; name: string };

/** What `find` reads, for a normalised filter. */
export function findResults(engine: Engine, at: Namespace, filter: Doc, options: FindOptions): Results<Found> {
  const sort = sortFields(options.sort);
  const { source, ordered } = engine.read(engine.catalog.find(at.database, at.name), filter, sort);
  const projection = normalize(options.projection ?? {}, 'plain');
  if (!isDoc(projection) || Object.keys(projection).some((path) => path.endsWith('.$'))) {
    throw unsupported('this projection');
  }
  const project = Object.keys(projection).length === 0 ? [] : [{ $project: projection }];
  const stages = [...window(options.skip ?? 0, options.limit ?? 0), ...project];
  return {
    source,
    all: !ordered,
    finish: (found) => {
      const docs = docsOf(ordered ? found : sorted(found, sort, ({ doc }) => doc));
      return runStages(docs, stages, stagesOf(engine, at.database), {});
    },
  };
}

/** What `aggregate` reads, for a normalised pipeline. */
export function aggregateResults(engine: Engine, at: Namespace, pipeline: Doc[], variables: Doc = {}): Results<Found> {
  const { filter, sort, stages } = aggregationOf(pipeline);
  const collection = engine.catalog.find(at.database, at.name);
  const { source, ordered } = engine.read(collection, filter, sort, variables);
  return {
    source,
    all: !ordered || needsAllInput(stages),
    finish: (found) => {
      const docs = docsOf(ordered ? found : sorted(found, sort, ({ doc }) => doc));
      return runStages(docs, stages, stagesOf(engine, at.database), variables);
    },
  };
}

function stagesOf(engine: Engine, database: string) {
  return stagesFor((name, pipeline, variables) => {
    const { source, finish } = aggregateResults(engine, { database, name }, pipeline, variables);
    return finish(source);
  });
}

function window(skip: number, limit: number): Doc[] {
  return [...(skip > 0 ? [{ $skip: skip }] : []), ...(limit === 0 ? [] : [{ $limit: Math.abs(limit) }])];
}

function* docsOf(found: Iterable<Found>): Generator<Doc> {
  for (const { doc } of found) yield doc;
}

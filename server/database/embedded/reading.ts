import type { Context } from 'mingo';
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
  return {
    source,
    all: !ordered,
    finish: (found) => {
      const docs = docsOf(ordered ? found : sorted(found, sort, ({ doc }) => doc));
      const shown = window(docs, options.skip ?? 0, Math.abs(options.limit ?? 0) || Infinity);
      return project.length === 0 ? shown : runStages(shown, project, stagesOf(engine, at.database), {});
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

const contexts = new WeakMap<Engine, Map<string, Context>>();

/** The stages of a database, whose joins read its other collections. */
function stagesOf(engine: Engine, database: string): Context {
  const own = contexts.get(engine) ?? new Map<string, Context>();
  contexts.set(engine, own);
  const known = own.get(database);
  if (known !== undefined) return known;
  const made = stagesFor((name, pipeline, variables) => {
    const { source, finish } = aggregateResults(engine, { database, name }, pipeline, variables);
    return finish(source);
  });
  own.set(database, made);
  return made;
}

function* window(docs: Iterable<Doc>, skip: number, limit: number): Generator<Doc> {
  let at = 0;
  for (const doc of docs) {
    if (at++ < skip) continue;
    yield doc;
    if (at >= skip + limit) return;
  }
}

function* docsOf(found: Iterable<Found>): Generator<Doc> {
  for (const { doc } of found) yield doc;
}

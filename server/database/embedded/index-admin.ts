import type { Doc } from './document.ts';
import type { Engine } from './engine.ts';
import { serverError } from './errors.ts';
import type { Namespace } from './reading.ts';
import { describeIndex } from './storage/catalog.ts';
import { defineIndex, type IndexDefinition } from './storage/index-definition.ts';

/** Makes an index unless the same one is there. @throws MongoServerError 85, 86 for a conflicting one, 11000 */
export function createIndex(engine: Engine, at: Namespace, key: unknown, options: Doc): Promise<string> {
  return engine.store.write(() => {
    const wanted = defineIndex(key, options);
    const collection = engine.catalog.demand(at.database, at.name);
    if (fieldsOf(wanted) === '[["_id",1]]') return '_id_';
    const sameName = collection.indexes.find(({ name }) => name === wanted.name);
    if (sameName !== undefined) {
      if (textOf(sameName) === textOf(wanted)) return wanted.name;
      throw serverError(86, `an index named ${wanted.name} exists already with another definition`);
    }
    const sameKey = collection.indexes.find(
      (index) =>
        fieldsOf(index) === fieldsOf(wanted) && JSON.stringify(index.partial) === JSON.stringify(wanted.partial),
    );
    if (sameKey !== undefined) throw serverError(85, `the index exists already with the name ${sameKey.name}`);
    engine.documents.buildIndex(collection, wanted);
    return wanted.name;
  });
}

/** @throws MongoServerError 26 when there is no such collection */
export function listIndexes(engine: Engine, at: Namespace): Doc[] {
  const collection = engine.catalog.find(at.database, at.name);
  if (collection === undefined) throw serverError(26, `ns does not exist: ${at.database}.${at.name}`);
  return collection.indexes.map(describeIndex);
}

/** @throws MongoServerError 27 when there is no such index */
export function dropIndex(engine: Engine, at: Namespace, name: string): Promise<Doc> {
  return engine.store.write(() => {
    const collection = engine.catalog.find(at.database, at.name);
    const index = collection?.indexes.find((item) => item.name === name && name !== '_id_');
    if (collection === undefined || index === undefined) throw serverError(27, `index not found with name [${name}]`);
    engine.catalog.dropIndex(collection, index);
    return { ok: 1 };
  });
}

const fieldsOf = ({ fields }: IndexDefinition): string =>
  JSON.stringify(fields.map(({ path, direction }) => [path, direction]));

const textOf = (index: IndexDefinition): string =>
  JSON.stringify([fieldsOf(index), index.unique, index.sparse, index.partial]);

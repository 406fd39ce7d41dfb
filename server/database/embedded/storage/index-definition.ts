import type { Doc } from '../document.ts';
import { isDoc } from '../document.ts';
import { unsupported } from '../errors.ts';

export type IndexField = { path: string; direction: 1 | -1 };

/** What was asked for with createIndex. */
export type IndexDefinition = {
  name: string;
  fields: IndexField[];
  unique: boolean;
  sparse: boolean;
  partial: Doc | null;
};

/** `{ owner: 1, updatedAt: -1 }`, as createIndex takes it and listIndexes shows it. */
export function keyPattern(fields: IndexField[]): Doc {
  return Object.fromEntries(fields.map(({ path, direction }) => [path, direction]));
}

/** @throws MongoServerError for index kinds and options that do not exist here */
export function defineIndex(key: unknown, options: Doc): IndexDefinition {
  const fields = indexFields(typeof key === 'string' ? { [key]: 1 } : key);
  const { name, unique, sparse, partialFilterExpression: partial, v: _version, ...others } = options;
  const unknown = Object.keys(others).find((option) => others[option] !== undefined);
  if (unknown !== undefined) throw unsupported(`the index option ${unknown}`);
  return {
    name: typeof name === 'string' ? name : fields.map(({ path, direction }) => `${path}_${direction}`).join('_'),
    fields,
    unique: unique === true,
    sparse: sparse === true,
    partial: isDoc(partial) ? partial : null,
  };
}

function indexFields(key: unknown): IndexField[] {
  const entries: [unknown, unknown][] = key instanceof Map ? [...key.entries()] : isDoc(key) ? Object.entries(key) : [];
  if (entries.length === 0) throw unsupported('an index without fields');
  return entries.map(([path, kind]) => {
    if (kind !== 1 && kind !== -1) throw unsupported(`an index of kind ${String(kind)}`);
    if (String(path).includes('$**')) throw unsupported('a wildcard index');
    return { path: String(path), direction: kind };
  });
}

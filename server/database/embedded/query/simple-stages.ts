import { type Doc, isDoc } from '../document.ts';

/** A stage as a function of its input. */
type Stage = (docs: Iterable<Doc>) => Iterable<Doc>;

/** `$limit`, and `$project` that only takes fields of the document's own; null for everything else. */
export function simpleStage(stage: Doc): Stage | null {
  const [entry, ...others] = Object.entries(stage);
  if (entry === undefined || others.length > 0) return null;
  const [name, spec] = entry;
  if (name === '$limit' && typeof spec === 'number' && Number.isInteger(spec) && spec > 0)
    return (docs) => limited(docs, spec);
  const fields = name === '$project' && isDoc(spec) ? inclusion(spec) : null;
  return fields === null ? null : (docs) => picked(docs, fields);
}

function* limited(docs: Iterable<Doc>, count: number): Generator<Doc> {
  let left = count;
  for (const doc of docs) {
    yield doc;
    left -= 1;
    if (left === 0) return;
  }
}

function* picked(docs: Iterable<Doc>, fields: ReadonlySet<string>): Generator<Doc> {
  for (const doc of docs) yield Object.fromEntries(Object.entries(doc).filter(([name]) => fields.has(name)));
}

/** The fields that a projection takes; null where it does more than that. */
function inclusion(spec: Doc): Set<string> | null {
  const { _id = 1, ...own } = spec;
  const names = Object.keys(own);
  const isPlain = names.length > 0 && names.every((name) => own[name] === 1 && /^[^$.]+$/.test(name));
  if (!isPlain || (_id !== 0 && _id !== 1)) return null;
  return new Set(_id === 1 ? ['_id', ...names] : names);
}

import { type Doc, isDoc, isList } from './document.ts';
import { invalidArgument, unsupported } from './errors.ts';
import { normalize } from './normalize.ts';

/** Options that change nothing about the result here: hints for a wire and a server that are not there. */
const HARMLESS = ['timeoutMS', 'comment', 'batchSize'];

/**
 * Takes an options object apart.
 *
 * @throws MongoServerError for an option that is set and that `known` does not name
 */
export function readOptions(options: unknown, known: string[]): Doc {
  const given = isDoc(options) ? options : {};
  const unknown = Object.keys(given).find(
    (name) => given[name] !== undefined && !known.includes(name) && !HARMLESS.includes(name),
  );
  if (unknown === 'session') throw unsupported('a transaction (option session)');
  if (unknown !== undefined) throw unsupported(`the option ${unknown}`);
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => value !== undefined && known.includes(name)),
  );
}

/** A filter as the engine reads it. */
export function readFilter(filter: unknown): Doc {
  const read = normalize(filter ?? {}, 'plain');
  if (!isDoc(read)) throw invalidArgument('a filter must be a document');
  return read;
}

/** Update operators, or a pipeline of stages; never a whole document, as in the driver. */
export function readUpdate(update: unknown): Doc | Doc[] {
  const read = normalize(update, isList(update) ? 'plain' : 'typed');
  if (isList(read)) return read.filter(isDoc);
  if (!isDoc(read) || !Object.keys(read)[0]?.startsWith('$')) {
    throw invalidArgument('Update document requires atomic operators');
  }
  return read;
}

/** A whole document, to be stored instead of another one. */
export function readReplacement(replacement: unknown): Doc {
  const read = normalize(replacement, 'typed');
  if (!isDoc(read) || Object.keys(read).some((key) => key.startsWith('$'))) {
    throw invalidArgument('Replacement document must not contain atomic operators');
  }
  return read;
}

export function readPipeline(pipeline: unknown): Doc[] {
  const read = normalize(pipeline, 'plain');
  if (!isList(read) || !read.every(isDoc)) throw invalidArgument('a pipeline must be an array of stages');
  return read;
}

/** A whole number of at least 0; `otherwise` when it is left out. */
export function readCount(options: Doc, name: string, otherwise: number): number {
  const value = options[name] ?? otherwise;
  if (typeof value !== 'number' || value < 0 || Number.isNaN(value))
    throw invalidArgument(`${name} must be a number of at least 0`);
  return value;
}

import { totalmem } from 'node:os';

const oneDocument = 900_000_000;
const mostAtOnce = 2;

/** What reading one document may take, and how many are read at the same time. */
export const readingBudget = {
  /** of a reading process's whole memory, V8's heap and everything beside it */
  memoryBytes: oneDocument,
  heapMb: 512,
  /** of V8's young objects, half of them: with its own choice a book of 1,000 pages takes 100 MB more, and no less time */
  youngMb: 8,
  /** a process that holds more after a document reads no other: what it holds is missing to the next one */
  idleBytes: 220_000_000,
  /** for one page, or a few short ones; opening the file counts with the first */
  pageMs: 60_000,
  /** for the whole document */
  documentMs: 20 * 60_000,
} as const;

/** How many documents a server reads at once: no more than half of the machine's memory is theirs, all together. */
export const readingsAtOnce = (memoryBytes = Math.min(totalmem(), process.constrainedMemory() || Infinity)): number =>
  Math.max(1, Math.min(mostAtOnce, Math.floor(memoryBytes / 2 / oneDocument)));

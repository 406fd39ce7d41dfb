import { queryObjects } from 'node:v8';

/** Bytes that this process holds, in V8's heap and beside it, after a collection: what is garbage is nobody's. */
export function heldMemory(): number {
  // collects before it counts
  queryObjects(Promise, { format: 'count' });
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

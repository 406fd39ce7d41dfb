import { parentPort } from 'node:worker_threads';
import { makeBlock, type VectorBlock } from './block.ts';
import { compareAll } from './compare.ts';
import { scan } from './scan.ts';
import type { ThreadReply, ThreadRequest, VectorPlace } from './thread-messages.ts';

/** Runs in a thread of its own: holds vectors and compares them, so that the event loop of the server is not held up. */
const blocks = new Map<string, VectorBlock>();
const nothing: VectorBlock = makeBlock(new Float32Array(), 1);

// a port of a thread has no origin to target
// oxlint-disable-next-line unicorn/require-post-message-target-origin
const reply = (message: ThreadReply): void => parentPort?.postMessage(message);

parentPort?.on('message', (request: ThreadRequest) => {
  switch (request.type) {
    case 'put':
      blocks.set(request.key, makeBlock(request.floats, request.dimension));
      return;
    case 'drop':
      blocks.delete(request.key);
      return;
    case 'search': {
      const searched = request.keys.map((key) => blocks.get(key) ?? nothing);
      reply({ type: 'found', id: request.id, near: scan(searched, request.query, request.count) });
      return;
    }
    case 'compare':
      reply({ type: 'compared', id: request.id, cosines: compareAll(request.places.map(vectorAt)) });
  }
});

function vectorAt(place: VectorPlace): Float32Array | null {
  if (place instanceof Float32Array) return place;
  const block = blocks.get(place.key);
  if (!block || place.index >= block.count) return null;
  return block.floats.subarray(place.index * block.dimension, (place.index + 1) * block.dimension);
}

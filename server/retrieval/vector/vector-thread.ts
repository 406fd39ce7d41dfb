import { parentPort } from 'node:worker_threads';
import { makeBlock, type VectorBlock } from './block.ts';
import { scan } from './scan.ts';
import type { ThreadReply, ThreadRequest } from './thread-messages.ts';

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
    case 'read':
      reply({
        type: 'read',
        id: request.id,
        vectors: request.places.map(({ key, index }) => {
          const block = blocks.get(key);
          if (!block || index >= block.count) return null;
          return block.floats.slice(index * block.dimension, (index + 1) * block.dimension);
        }),
      });
  }
});

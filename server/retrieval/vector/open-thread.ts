import { Worker } from 'node:worker_threads';
import type { NearVector } from './scan.ts';
import type { ThreadReply, ThreadRequest, VectorPlace } from './thread-messages.ts';

/** Vectors in a thread beside this one. It is told everything in order. */
export interface VectorThread {
  /** Hands vectors over, one after the other; `floats` cannot be used here any more. */
  put(key: string, floats: Float32Array<ArrayBuffer>, dimension: number): void;
  drop(key: string): void;
  /** `block` of what is found counts the keys; a key that is not there has no vectors. Rejects where the thread broke. */
  search(keys: readonly string[], query: Float32Array, count: number): Promise<NearVector[]>;
  /** As `compareAll` does. Rejects where the thread broke. */
  compare(places: readonly VectorPlace[]): Promise<Float32Array>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(reply: ThreadReply): void;
  reject(error: unknown): void;
}

/** @param onBroken called once where the thread ended by itself, and all of its vectors with it */
export function openThread(onBroken: (error: unknown) => void): VectorThread {
  const worker = new Worker(new URL('./vector-thread.ts', import.meta.url));
  worker.unref();
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let isOver = false;

  const end = (error: unknown): void => {
    if (isOver) return;
    isOver = true;
    for (const asking of waiting.values()) asking.reject(error);
    waiting.clear();
    onBroken(error);
  };
  worker.on('message', (reply: ThreadReply) => {
    waiting.get(reply.id)?.resolve(reply);
    waiting.delete(reply.id);
  });
  worker.on('error', end);
  worker.on('exit', () => end(new Error('the thread of the vectors ended')));

  const tell = (request: ThreadRequest, moved: ArrayBuffer[] = []): void => worker.postMessage(request, moved);
  const ask = (request: (id: number) => ThreadRequest): Promise<ThreadReply> =>
    new Promise((resolve, reject) => {
      if (isOver) return reject(new Error('the thread of the vectors has ended'));
      const id = (asked += 1);
      waiting.set(id, { resolve, reject });
      tell(request(id));
    });

  return {
    put: (key, floats, dimension) => tell({ type: 'put', key, floats, dimension }, [floats.buffer]),
    drop: (key) => tell({ type: 'drop', key }),
    search: async (keys, query, count) => {
      const reply = await ask((id) => ({ type: 'search', id, keys, query, count }));
      return reply.type === 'found' ? reply.near : [];
    },
    compare: async (places) => {
      const reply = await ask((id) => ({ type: 'compare', id, places }));
      return reply.type === 'compared' ? reply.cosines : new Float32Array();
    },
    close: async () => {
      isOver = true;
      for (const asking of waiting.values()) asking.reject(new Error('closed'));
      waiting.clear();
      await worker.terminate();
    },
  };
}

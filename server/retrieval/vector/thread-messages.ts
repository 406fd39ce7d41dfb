import type { NearVector } from './scan.ts';

/** What the thread is told, in order. */
export type ThreadRequest =
  | { type: 'put'; key: string; floats: Float32Array; dimension: number }
  | { type: 'drop'; key: string }
  | { type: 'search'; id: number; keys: readonly string[]; query: Float32Array; count: number }
  | { type: 'read'; id: number; places: readonly { key: string; index: number }[] };

/** What it answers; `block` counts the keys that were asked for. */
export type ThreadReply =
  | { type: 'found'; id: number; near: NearVector[] }
  | { type: 'read'; id: number; vectors: (Float32Array | null)[] };

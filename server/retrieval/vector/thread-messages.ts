import type { NearVector } from './scan.ts';

/** A vector that the thread holds, or one that comes along. */
export type VectorPlace = { key: string; index: number } | Float32Array;

/** What the thread is told, in order. */
export type ThreadRequest =
  | { type: 'put'; key: string; floats: Float32Array; dimension: number }
  | { type: 'drop'; key: string }
  | { type: 'search'; id: number; keys: readonly string[]; query: Float32Array; count: number }
  | { type: 'compare'; id: number; places: readonly VectorPlace[] };

/** What it answers; `block` counts the keys that were asked for. */
export type ThreadReply =
  | { type: 'found'; id: number; near: NearVector[] }
  | { type: 'compared'; id: number; cosines: Float32Array };

import { MongoOrExpr } from '@prisma/orm-mongo/query-ast/execution';
import { limits } from '#shared/limits.ts';
import { field } from './client.ts';

/**
 * What `deletedAt` says, of whatever can be deleted and restored. Null: it is there. A moment: deleted then, to be restored for 10 s.
 * 1970-01-01: nobody can restore it any more. Before 1970: swept, as long before as the moment of the sweep is after; what is
 * left are its ids, so that a call that was lost on the way and comes late does not make it anew (chats and questions,
 * whose ids clients make).
 */
export const beyondRestoring = new Date(0);

/** For how long the ids of what was swept are refused, in milliseconds: nobody sends a lost call again after that. */
export const rememberedMs = 24 * 3_600_000;

export const sweptAt = (now: Date): Date => new Date(-now.getTime());

export const isSwept = ({ deletedAt }: { deletedAt: Date | null }): boolean =>
  deletedAt !== null && deletedAt < beyondRestoring;

/** What is there, or deleted and not swept yet. */
export const unswept = MongoOrExpr.of([field.isNull('deletedAt'), field.gte('deletedAt', beyondRestoring)]);

/** What was deleted so lately that it can be restored. */
export const restorable = (now: Date, ms: number = limits.restorableMs) =>
  field.gt('deletedAt', new Date(now.getTime() - ms));

/** What is to be swept now: both conditions. */
export const sweepable = (now: Date, ms: number = limits.restorableMs) =>
  [field.gte('deletedAt', beyondRestoring), field.lte('deletedAt', new Date(now.getTime() - ms))] as const;

/** What was swept so long ago that its ids may be used again: both conditions. */
export const forgettable = (now: Date) =>
  [field.lt('deletedAt', beyondRestoring), field.gte('deletedAt', new Date(rememberedMs - now.getTime()))] as const;

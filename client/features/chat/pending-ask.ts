import { z } from 'zod';
import { appErrorSchema } from '#shared/errors.ts';
import { idSchema } from '#shared/ids.ts';
import { draftSchema } from './draft.ts';

/** A question that the server has not accepted (yet). */
export const pendingAskSchema = draftSchema.extend({
  turnId: idSchema,
  sessionId: idSchema,
  classId: idSchema.nullable(),
  documentId: idSchema.nullable(),
  /** the session was not on the server when this was asked */
  isNew: z.boolean(),
  /** the run before it in the chat: it goes out once that has ended */
  after: idSchema.nullable(),
  /** the turn whose place it takes */
  replaces: idSchema.nullable(),
  /** ms since 1970; the order in which questions go out */
  askedAt: z.number(),
  /** it may have reached the server */
  sent: z.boolean(),
  /** it was taken back, which the server may have to be told */
  withdrawn: z.boolean(),
  /** why it was refused */
  error: appErrorSchema.nullable(),
});
export type PendingAsk = z.infer<typeof pendingAskSchema>;

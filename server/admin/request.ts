import { z } from 'zod';
import { planSchema } from '#shared/usage.ts';
import { problemSchema } from './check/problem.ts';

/** What `npm run admin` may ask, of the database or of the server that runs on it. */
export const adminRequestSchema = z.discriminatedUnion('command', [
  z.object({ command: z.literal('users'), search: z.string() }),
  z.object({ command: z.literal('plan'), email: z.string(), plan: planSchema }),
  z.object({ command: z.literal('usage'), email: z.string() }),
  z.object({ command: z.literal('stuck'), end: z.boolean() }),
  z.object({ command: z.literal('check'), repair: z.boolean() }),
]);
export type AdminRequest = z.infer<typeof adminRequestSchema>;

const userSchema = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  guest: z.boolean(),
  plan: planSchema,
  createdAt: z.iso.datetime().nullable(),
});

const usageSchema = z.object({
  userId: z.string(),
  email: z.string(),
  plan: planSchema,
  /** UTC, as 2026-11 */
  month: z.string(),
  used: z.number(),
  held: z.number(),
  /** null: any number */
  limit: z.number().nullable(),
  documents: z.number(),
  documentLimit: z.number().nullable(),
});

const stuckRunSchema = z.object({
  userId: z.string(),
  sessionId: z.string(),
  turnId: z.string(),
  runId: z.string(),
  /** the server that runs it */
  owner: z.string().nullable(),
  acceptedAt: z.iso.datetime(),
});
export type StuckRun = z.infer<typeof stuckRunSchema>;

/** A place in a month that no run holds any more. */
const stuckPlaceSchema = z.object({ userId: z.string(), month: z.string(), runId: z.string() });
export type StuckPlace = z.infer<typeof stuckPlaceSchema>;

export const adminReplySchema = z.discriminatedUnion('command', [
  z.object({ command: z.literal('users'), users: z.array(userSchema), more: z.boolean() }),
  z.object({ command: z.literal('plan'), email: z.string(), plan: planSchema }),
  z.object({ command: z.literal('usage'), ...usageSchema.shape }),
  z.object({
    command: z.literal('stuck'),
    /** whether they were ended and settled */
    ended: z.boolean(),
    runs: z.array(stuckRunSchema),
    places: z.array(stuckPlaceSchema),
  }),
  z.object({
    command: z.literal('check'),
    problems: z.array(z.object({ problem: problemSchema, repaired: z.boolean() })),
  }),
]);
export type AdminReply = z.infer<typeof adminReplySchema>;
export type AdminReplyTo<Command extends AdminReply['command']> = Extract<AdminReply, { command: Command }>;

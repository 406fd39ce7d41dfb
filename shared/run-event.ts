import { z } from 'zod';
import { appErrorSchema } from './errors.ts';
import { idSchema } from './ids.ts';
import { citationSchema } from './passage.ts';
import { routeSchema, turnSchema } from './turn.ts';

/** The id of every run's last event. */
export const terminalEventId = 'end';

export const runStageSchema = z.enum(['waiting', 'routing', 'searching', 'reading', 'writing']);

export const runEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), runId: idSchema, turnId: idSchema, sessionId: idSchema }),
  z.object({
    type: z.literal('status'),
    stage: runStageSchema,
    route: routeSchema.optional(),
    detail: z.string().optional(),
    progress: z.number().min(0).max(1).optional(),
  }),
  z.object({ type: z.literal('citation'), citation: citationSchema }),
  /** `offset`: where `text` begins in the answer, in UTF-16 units */
  z.object({ type: z.literal('token'), offset: z.number().int().min(0), text: z.string() }),
  z.object({ type: z.literal('completed'), turn: turnSchema }),
  z.object({ type: z.literal('stopped'), turn: turnSchema }),
  z.object({ type: z.literal('failed'), turn: turnSchema, error: appErrorSchema }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;
export type TerminalEvent = Extract<RunEvent, { type: 'completed' | 'stopped' | 'failed' }>;
export type RunEnd = TerminalEvent['type'];
export type LiveEvent = Exclude<RunEvent, TerminalEvent>;

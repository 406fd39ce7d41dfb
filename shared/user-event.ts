import { z } from 'zod';
import { classSchema } from './class.ts';
import { documentSchema } from './document.ts';
import { idSchema } from './ids.ts';
import { sessionSchema } from './session.ts';
import { turnSchema } from './turn.ts';
import { usageSchema } from './usage.ts';

export const userEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['document.progress', 'document.ready', 'document.failed', 'document.changed']),
    document: documentSchema,
  }),
  z.object({ type: z.literal('document.deleted'), documentId: idSchema, classId: idSchema }),
  z.object({ type: z.literal('class.changed'), class: classSchema }),
  z.object({ type: z.literal('class.deleted'), classId: idSchema }),
  z.object({ type: z.literal('session.changed'), session: sessionSchema }),
  z.object({ type: z.literal('session.deleted'), sessionId: idSchema }),
  z.object({ type: z.literal('turn.started'), sessionId: idSchema, turnId: idSchema, runId: idSchema }),
  z.object({ type: z.literal('turn.ended'), turn: turnSchema }),
  z.object({ type: z.literal('turn.deleted'), sessionId: idSchema, turnId: idSchema }),
  z.object({ type: z.literal('usage.changed'), usage: usageSchema }),
  z.object({ type: z.literal('reset') }),
]);
export type UserEvent = z.infer<typeof userEventSchema>;

export const watchEventsInput = z.object({ lastEventId: z.string().max(64).optional() });

import { z } from 'zod';
import { appErrorSchema } from './errors.ts';
import { idSchema } from './ids.ts';
import { limits } from './limits.ts';
import { cursorSchema, limitSchema } from './paging.ts';
import { citationSchema } from './passage.ts';
import { sourceSchema } from './session.ts';
import { textSchema } from './text.ts';

export const routeSchema = z.enum(['general_qa', 'follow_up', 'quote_finding', 'study_guide', 'summary']);
export type Route = z.infer<typeof routeSchema>;

export const outcomeSchema = z.enum(['answered', 'stopped', 'no_hit', 'needs_context']);
export type Outcome = z.infer<typeof outcomeSchema>;

export const reactionSchema = z.enum(['like', 'dislike']).nullable();
export type Reaction = z.infer<typeof reactionSchema>;

export const answerSchema = z.object({
  runId: idSchema,
  content: z.string(),
  outcome: outcomeSchema,
  route: routeSchema,
  citations: z.array(citationSchema),
  suggestions: z.array(z.string()),
  reaction: reactionSchema,
  model: z.string().nullable(),
  firstTokenMs: z.number().nullable(),
  totalMs: z.number(),
  createdAt: z.string(),
});
export type Answer = z.infer<typeof answerSchema>;

export const turnSchema = z.object({
  turnId: idSchema,
  sessionId: idSchema,
  question: z.string(),
  documentIds: z.array(idSchema).nullable(),
  status: z.enum(['running', 'answered', 'failed']),
  /** the run that goes on now */
  runId: idSchema.nullable(),
  answers: z.array(answerSchema),
  /** index of the shown answer; 0 while there is none */
  current: z.number().int().min(0),
  error: appErrorSchema.nullable(),
  createdAt: z.string(),
});
export type Turn = z.infer<typeof turnSchema>;

export const askInput = z.object({
  turnId: idSchema,
  text: textSchema(limits.questionChars),
  sessionId: idSchema.optional(),
  classId: idSchema.optional(),
  documentId: idSchema.optional(),
  documentIds: z.array(idSchema).min(1).max(limits.chosenDocuments).optional(),
  source: sourceSchema.default('main_app'),
  ephemeral: z.boolean().optional(),
});
export type AskInput = z.infer<typeof askInput>;

export const askReplySchema = z.object({ sessionId: idSchema, turnId: idSchema, runId: idSchema });
export type AskReply = z.infer<typeof askReplySchema>;

export const listTurnsInput = z.object({ sessionId: idSchema, cursor: cursorSchema.optional(), limit: limitSchema });
export const turnIdInput = z.object({ turnId: idSchema });
export const retryInput = z.object({ turnId: idSchema, runId: idSchema });
export const selectInput = z.object({
  turnId: idSchema,
  current: z
    .number()
    .int()
    .min(0)
    .max(limits.versionsPerTurn - 1),
});
export const stopInput = z.object({ runId: idSchema });
export const watchInput = z.object({ runId: idSchema, lastEventId: z.string().max(64).optional() });
export const setReactionInput = z.object({ turnId: idSchema, runId: idSchema, reaction: reactionSchema });

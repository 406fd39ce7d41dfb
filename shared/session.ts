import { z } from 'zod';
import { idSchema } from './ids.ts';
import { limits } from './limits.ts';
import { cursorSchema, limitSchema } from './paging.ts';
import { textSchema } from './text.ts';

export const sourceSchema = z.enum(['main_app', 'chrome_extension']);
export type Source = z.infer<typeof sourceSchema>;

export const sessionSchema = z.object({
  sessionId: idSchema,
  name: z.string(),
  classId: idSchema.nullable(),
  documentId: idSchema.nullable(),
  source: sourceSchema,
  ephemeral: z.boolean(),
  /** runs that go on in it now */
  runIds: z.array(idSchema),
  updatedAt: z.string(),
  createdAt: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;

export const listSessionsInput = z.object({
  classId: idSchema.optional(),
  source: sourceSchema.default('main_app'),
  cursor: cursorSchema.optional(),
  limit: limitSchema,
  search: textSchema(limits.searchChars).optional(),
});
export const getSessionInput = z.object({ sessionId: idSchema, limit: limitSchema });
export const createSessionInput = z.object({
  sessionId: idSchema.optional(),
  name: textSchema(limits.sessionNameChars).optional(),
  classId: idSchema.optional(),
  documentId: idSchema.optional(),
  source: sourceSchema.default('main_app'),
  ephemeral: z.boolean().optional(),
});
export const renameSessionInput = z.object({ sessionId: idSchema, name: textSchema(limits.sessionNameChars) });
export const sessionIdInput = z.object({ sessionId: idSchema });
export const deleteAllSessionsInput = z.object({ source: sourceSchema.default('main_app') });

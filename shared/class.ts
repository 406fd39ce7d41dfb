import { z } from 'zod';
import { idSchema } from './ids.ts';
import { limits } from './limits.ts';
import { textSchema } from './text.ts';

export const classSchema = z.object({
  classId: idSchema,
  name: z.string(),
  documentCount: z.number().int(),
  sample: z.boolean(),
  createdAt: z.string(),
});
export type Class = z.infer<typeof classSchema>;

const nameSchema = textSchema(limits.classNameChars);
export const createClassInput = z.object({ classId: idSchema.optional(), name: nameSchema });
export const renameClassInput = z.object({ classId: idSchema, name: nameSchema });
export const classIdInput = z.object({ classId: idSchema });
/** Takes nothing: `{}`, or nothing at all. */
export const noInput = z.object({}).optional();

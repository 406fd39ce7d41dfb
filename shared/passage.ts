import { z } from 'zod';
import { idSchema } from './ids.ts';

/** A piece of one page. `start` and `end` are UTF-16 offsets in the stored text of the page. */
export const passageSchema = z.object({
  passageId: idSchema,
  documentId: idSchema,
  documentName: z.string(),
  page: z.number().int().min(1),
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  text: z.string(),
});
export type Passage = z.infer<typeof passageSchema>;

/** A footnote: `quote` is the cited text, so that it opens even when its passage is `gone`. */
export const citationSchema = passageSchema
  .omit({ text: true })
  .extend({ number: z.number().int().min(1), quote: z.string(), gone: z.boolean() });
export type Citation = z.infer<typeof citationSchema>;

export const getPassageInput = z.object({ passageId: idSchema });

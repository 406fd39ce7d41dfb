import { z } from 'zod';
import { idSchema } from '#shared/ids.ts';
import { limits } from '#shared/limits.ts';

/** A question as it is written: its words, and the documents it is asked of; of none means of everything in scope. */
export const draftSchema = z.object({
  text: z.string(),
  documentIds: z.array(idSchema).max(limits.chosenDocuments).readonly(),
});
export type Draft = z.infer<typeof draftSchema>;

export const emptyDraft: Draft = { text: '', documentIds: [] };

export const isEmpty = ({ text, documentIds }: Draft): boolean => text.trim() === '' && documentIds.length === 0;

import { z } from 'zod';

export const planSchema = z.enum(['free', 'premium']);
export type Plan = z.infer<typeof planSchema>;

export const usageSchema = z.object({
  plan: planSchema,
  chats: z.object({
    used: z.number().int(),
    held: z.number().int(),
    limit: z.number().int().nullable(),
    resetsAt: z.string(),
  }),
  documents: z.object({ used: z.number().int(), limit: z.number().int().nullable() }),
});
export type Usage = z.infer<typeof usageSchema>;

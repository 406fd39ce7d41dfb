import { z } from 'zod';
import { idSchema } from './ids.ts';
import { limits } from './limits.ts';
import { textSchema } from './text.ts';

/** What is known of a personal token for programs; the token itself is shown once, when it is made. */
export const tokenSchema = z.object({
  tokenId: idSchema,
  name: z.string(),
  createdAt: z.string(),
  /** to the minute; null while it was never used */
  usedAt: z.string().nullable(),
});
export type Token = z.infer<typeof tokenSchema>;

export const newTokenSchema = z.object({ tokenId: idSchema, token: z.string() });
export type NewToken = z.infer<typeof newTokenSchema>;

export const createTokenInput = z.object({ name: textSchema(limits.tokenNameChars) });
export const tokenIdInput = z.object({ tokenId: idSchema });

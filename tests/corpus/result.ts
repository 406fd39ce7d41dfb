import { z } from 'zod';

/** A file of the list, and what came of it. */
export const resultSchema = z.object({
  file: z.object({ package: z.string(), path: z.string(), what: z.string(), notes: z.string() }),
  pages: z.number(),
  passages: z.number(),
  /** pages without text */
  empty: z.number(),
  /** processor time of the reading process */
  seconds: z.number(),
  /** bytes that the reading process held at its most */
  memory: z.number(),
  /** why it cannot be read; null where it can */
  refused: z.string().nullable(),
  /** null for what is no PDF, or was refused */
  quotations: z
    .object({ tried: z.number(), missed: z.array(z.object({ page: z.number(), sentence: z.string() })) })
    .nullable(),
});

export type Result = z.infer<typeof resultSchema>;

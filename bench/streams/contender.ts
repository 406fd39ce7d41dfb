import { z } from 'zod';

/** Whom the bench compares; `direct` is the model server itself. */
export const contenderSchema = z.enum(['footnote', 'socket-io', 'ai-sdk', 'relay', 'direct']);
export type Contender = z.infer<typeof contenderSchema>;

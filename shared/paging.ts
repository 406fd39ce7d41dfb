import { z } from 'zod';
import { limits } from './limits.ts';

/** An opaque place in a list, as an earlier reply gave it. */
export const cursorSchema = z.string().min(1).max(200);
export const limitSchema = z.number().int().min(1).max(limits.maxPageSize).default(limits.pageSize);

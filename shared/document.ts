import { z } from 'zod';
import { appErrorSchema } from './errors.ts';
import { idSchema } from './ids.ts';
import { limits } from './limits.ts';
import { cursorSchema, limitSchema } from './paging.ts';
import { citationSchema } from './passage.ts';
import { textSchema } from './text.ts';

export const documentKinds = ['pdf', 'docx', 'pptx', 'text', 'markdown'] as const;
export const documentKindSchema = z.enum(documentKinds);
export type DocumentKind = z.infer<typeof documentKindSchema>;

export const documentStatusSchema = z.enum(['queued', 'extracting', 'indexing', 'ready', 'failed']);

const summaryStatusSchema = z.enum(['none', 'pending', 'ready', 'failed']);

export const documentSchema = z.object({
  documentId: idSchema,
  classId: idSchema,
  name: z.string(),
  kind: documentKindSchema,
  bytes: z.number().int(),
  pages: z.number().int(),
  status: documentStatusSchema,
  /** 0..1, pages done of pages */
  progress: z.number().min(0).max(1),
  /** why it failed, in words for its owner */
  error: z.string().nullable(),
  summaryStatus: summaryStatusSchema,
  starters: z.array(z.string()),
  createdAt: z.string(),
});
export type Document = z.infer<typeof documentSchema>;

/** A document's summary; `text` is empty as long as there is none, its markers name the citations. */
export const documentSummarySchema = z.object({
  status: summaryStatusSchema,
  text: z.string(),
  citations: z.array(citationSchema),
});
export type DocumentSummary = z.infer<typeof documentSummarySchema>;

/** What the upload route answers. */
export const uploadReplySchema = z.object({
  documents: z.array(documentSchema),
  refused: z.array(z.object({ file: z.string(), error: appErrorSchema })),
});
export type UploadReply = z.infer<typeof uploadReplySchema>;

export const listDocumentsInput = z.object({
  classId: idSchema.optional(),
  cursor: cursorSchema.optional(),
  limit: limitSchema,
});
export const documentIdInput = z.object({ documentId: idSchema });
export const renameDocumentInput = z.object({ documentId: idSchema, name: textSchema(limits.documentNameChars) });
export const searchDocumentsInput = z.object({
  query: textSchema(limits.searchChars),
  classId: idSchema.optional(),
  documentId: idSchema.optional(),
  limit: limitSchema,
});

/** Where something that was looked for stands. */
export interface PageHit {
  documentId: string;
  documentName: string;
  page: number;
  /** what was found in the page's text, in UTF-16 units; both 0 where the document's name was found */
  start: number;
  end: number;
  /** the words around it, on one line */
  snippet: string;
}

export const moveDocumentInput = z.object({ documentId: idSchema, classId: idSchema });
export const getPageInput = z.object({ documentId: idSchema, page: z.number().int().min(1) });

import {
  documentIdInput,
  getPageInput,
  listDocumentsInput,
  moveDocumentInput,
  renameDocumentInput,
  searchDocumentsInput,
} from '#shared/document.ts';
import { procedure, router } from './trpc.ts';

export const documentsRouter = router({
  list: procedure
    .input(listDocumentsInput)
    .query(({ ctx, input }) => ctx.services.library.listDocuments(ctx.userId, input)),
  get: procedure
    .input(documentIdInput)
    .query(({ ctx, input }) => ctx.services.library.getDocument(ctx.userId, input.documentId)),
  rename: procedure
    .input(renameDocumentInput)
    .mutation(({ ctx, input }) => ctx.services.library.renameDocument(ctx.userId, input)),
  move: procedure
    .input(moveDocumentInput)
    .mutation(({ ctx, input }) => ctx.services.chat.moveDocument(ctx.userId, input)),
  retry: procedure
    .input(documentIdInput)
    .mutation(({ ctx, input }) => ctx.services.library.retryDocument(ctx.userId, input.documentId)),
  delete: procedure.input(documentIdInput).mutation(async ({ ctx, input }) => {
    await ctx.services.chat.deleteDocument(ctx.userId, input.documentId);
    return {};
  }),
  restore: procedure
    .input(documentIdInput)
    .mutation(({ ctx, input }) => ctx.services.chat.restoreDocument(ctx.userId, input.documentId)),
  summary: procedure
    .input(documentIdInput)
    .query(({ ctx, input }) => ctx.services.library.getSummary(ctx.userId, input.documentId)),
  search: procedure.input(searchDocumentsInput).query(async ({ ctx, input }) => {
    const { query, limit, classId = null, documentId = null } = input;
    const scope = { userId: ctx.userId, classId, documentId, documentIds: null };
    return { hits: await ctx.services.retrieval.searchPages(scope, { query, limit }) };
  }),
  page: procedure.input(getPageInput).query(({ ctx, input }) => ctx.services.library.getPage(ctx.userId, input)),
});

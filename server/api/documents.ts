import { documentIdInput, getPageInput, listDocumentsInput, renameDocumentInput } from '#shared/document.ts';
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
  retry: procedure
    .input(documentIdInput)
    .mutation(({ ctx, input }) => ctx.services.library.retryDocument(ctx.userId, input.documentId)),
  delete: procedure.input(documentIdInput).mutation(async ({ ctx, input }) => {
    await ctx.services.library.deleteDocument(ctx.userId, input.documentId);
    return {};
  }),
  summary: procedure
    .input(documentIdInput)
    .query(({ ctx, input }) => ctx.services.library.getSummary(ctx.userId, input.documentId)),
  page: procedure.input(getPageInput).query(({ ctx, input }) => ctx.services.library.getPage(ctx.userId, input)),
});

import { classIdInput, createClassInput, noInput, renameClassInput } from '#shared/class.ts';
import { procedure, router } from './trpc.ts';

export const classesRouter = router({
  list: procedure
    .input(noInput)
    .query(async ({ ctx }) => ({ classes: await ctx.services.library.listClasses(ctx.userId) })),
  create: procedure
    .input(createClassInput)
    .mutation(({ ctx, input }) => ctx.services.library.createClass(ctx.userId, input)),
  rename: procedure
    .input(renameClassInput)
    .mutation(({ ctx, input }) => ctx.services.library.renameClass(ctx.userId, input)),
  delete: procedure.input(classIdInput).mutation(async ({ ctx, input }) => {
    await ctx.services.chat.deleteClass(ctx.userId, input.classId);
    return {};
  }),
  restore: procedure
    .input(classIdInput)
    .mutation(({ ctx, input }) => ctx.services.chat.restoreClass(ctx.userId, input.classId)),
  addSample: procedure.input(noInput).mutation(({ ctx }) => ctx.services.library.addSample(ctx.userId)),
});

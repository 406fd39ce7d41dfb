import { noInput } from '#shared/class.ts';
import { createTokenInput, tokenIdInput } from '#shared/token.ts';
import { accountProcedure, router } from './trpc.ts';

export const tokensRouter = router({
  create: accountProcedure
    .input(createTokenInput)
    .mutation(({ ctx, input }) => ctx.services.tokens.create(ctx.userId, input.name)),
  list: accountProcedure.input(noInput).query(({ ctx }) => ctx.services.tokens.list(ctx.userId)),
  revoke: accountProcedure.input(tokenIdInput).mutation(async ({ ctx, input }) => {
    await ctx.services.tokens.revoke(ctx.userId, input.tokenId);
    return {};
  }),
});

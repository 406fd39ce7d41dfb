import { initTRPC, TRPCError } from '@trpc/server';
import { withoutAccountRights } from '#server/accounts/token-form.ts';
import type { User } from '#server/accounts/user.ts';
import type { RateLimit } from '#server/quota/rate-limit.ts';
import { Failure } from '#shared/failure.ts';
import { toAppError, toTrpcError } from './errors.ts';
import { signedOut } from './flow.ts';
import type { Line } from './line.ts';
import type { Services } from './services.ts';

export interface Context {
  /** null: nobody is signed in */
  user: User | null;
  /** calls per user and minute, on both transports together */
  calls: RateLimit;
  services: Services;
  line: Line;
}

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ shape, error }) => {
    const app = toAppError(error);
    return { ...shape, message: app.message, data: { code: shape.data.code, httpStatus: shape.data.httpStatus, app } };
  },
});

export const router = t.router;

/**
 * A procedure for whoever is signed in; `ctx.userId` is the owner that every query filters by. A call is counted before
 * anything is done for it, waits while the other side does not take what it has asked for, and is let in only if its
 * session holds at that moment. What is ready only after that has ended is not given any more.
 */
export const procedure = t.procedure.use(async ({ ctx, next }) => {
  if (ctx.user === null) throw toTrpcError(signedOut());
  await letIn(ctx, ctx.user);
  const result = await next({ ctx: { user: ctx.user, userId: ctx.user.userId } });
  if (ctx.line.revoked.aborted) throw toTrpcError(signedOut());
  if (!result.ok && !(result.error.cause instanceof TRPCError)) throw toTrpcError(result.error.cause ?? result.error);
  return result;
});

/** A procedure for the owner of the account, not for a program with a personal token of theirs. */
export const accountProcedure = procedure.use(({ ctx, next }) => {
  if (ctx.user.program) throw toTrpcError(new Failure('UNAUTHORIZED', withoutAccountRights));
  return next();
});

async function letIn({ calls, line }: Context, { userId }: User): Promise<void> {
  try {
    // whoever is out already does not use up what the user has
    if (line.revoked.aborted) throw signedOut();
    await calls.count(userId);
    await line.writable();
    if (!(await line.holds())) throw signedOut();
    // others may have sent while it was looked up, and many may have been looked up together
    await line.turn();
    if (line.revoked.aborted) throw signedOut();
  } catch (error) {
    throw toTrpcError(error);
  }
}

import { notFound } from '#shared/failure.ts';
import type { Answer, Reaction } from '#shared/turn.ts';
import type { ChatDeps } from './deps.ts';
import { findTurn } from './turn-store.ts';
import { viewOne } from './turn-view.ts';

/**
 * Sets the reaction to one version of an answer; the last write wins. Versions are only ever added, so a version's
 * place in its turn is as good as its id.
 *
 * @throws Failure NOT_FOUND
 */
export async function react(
  deps: ChatDeps,
  userId: string,
  turnId: string,
  runId: string,
  reaction: Reaction,
): Promise<Answer> {
  const before = await findTurn(deps.db, userId, turnId);
  const version = before?.answers.findIndex((answer) => answer.runId === runId) ?? -1;
  if (version === -1) throw notFound('answer');
  const runtime = await deps.prisma.runtime();
  await runtime.execute(
    deps.prisma.query
      .from('turns')
      .match((f) => f.userId.eq(userId))
      .match((f) => f.turnId.eq(turnId))
      .updateOne((f) => [f.rawPath(`answers.${version}.reaction`).set(reaction)]),
  );
  const after = await findTurn(deps.db, userId, turnId);
  const answer = after === null ? undefined : (await viewOne(deps, after)).answers[version];
  if (answer === undefined) throw notFound('answer');
  return answer;
}

import { showProblem } from './check/show-problem.ts';
import type { AdminReply } from './request.ts';

/** A reply as a person reads it at a terminal. */
export function show(reply: AdminReply): string {
  switch (reply.command) {
    case 'users': {
      if (reply.users.length === 0) return 'There is no such account.';
      const rows = reply.users.map(({ email, name, plan, guest, createdAt, userId }) => [
        email,
        name,
        guest ? 'guest' : plan,
        createdAt?.slice(0, 10) ?? '',
        userId,
      ]);
      return [...columns(rows), ...(reply.more ? ['… and more: narrow it by --search'] : [])].join('\n');
    }
    case 'plan':
      return `${reply.email} is on the ${reply.plan} plan now.`;
    case 'usage':
      return columns([
        ['account', `${reply.email} (${reply.userId})`],
        ['plan', reply.plan],
        [`answers in ${reply.month}`, `${reply.used} used, ${reply.held} held, ${limit(reply.limit)}`],
        ['documents', `${reply.documents} stored, ${limit(reply.documentLimit)}`],
      ]).join('\n');
    case 'stuck': {
      const { runs, places, ended } = reply;
      if (runs.length + places.length === 0) return 'Nothing is stuck.';
      return [
        ...runs.map(
          ({ runId, turnId, userId, acceptedAt, owner }) =>
            `run ${runId} of turn ${turnId}, user ${userId}, since ${acceptedAt}, on server ${owner ?? 'unknown'}`,
        ),
        ...places.map(({ runId, month, userId }) => `place of run ${runId} in ${month}, user ${userId}`),
        ended ? 'They are ended and settled, uncharged.' : 'npm run admin -- stuck --end ends and settles them.',
      ].join('\n');
    }
    case 'check': {
      const { problems } = reply;
      if (problems.length === 0) return 'Nothing is amiss.';
      const left = problems.filter(({ repaired }) => !repaired).length;
      return [
        ...problems.map(({ problem, repaired }) => `${showProblem(problem)}${repaired ? ' (repaired)' : ''}`),
        `${problems.length} found, ${problems.length - left} repaired.`,
        ...(left === problems.length ? ['npm run admin -- check --repair removes what belongs to nothing.'] : []),
      ].join('\n');
    }
  }
}

const limit = (most: number | null): string => (most === null ? 'no limit' : `at most ${most}`);

/** Lines whose cells stand below each other. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, n) => Math.max(...rows.map((row) => row[n]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, n) => cell.padEnd(widths[n] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

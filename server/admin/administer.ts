import { findAccount } from '#server/accounts/find-account.ts';
import { setPlan } from '#server/accounts/plans.ts';
import type { Database } from '#server/database/client.ts';
import { monthOf } from '#server/quota/month.ts';
import { type FreePlan, readUsage } from '#server/quota/usage.ts';
import type { FileStore } from '#server/files/file-store.ts';
import { checkLibrary } from './check/check-library.ts';
import { listUsers } from './list-users.ts';
import type { AdminReply, AdminReplyTo, AdminRequest } from './request.ts';
import { endStuck, findStuck } from './stuck.ts';

/** An upload that takes longer has been broken off. */
const uploadMs = 3_600_000;

export interface AdminDeps {
  database: Database;
  files: () => Promise<FileStore>;
  /** nobody else works on this database, and no upload comes in */
  alone: boolean;
  free: FreePlan;
  /** milliseconds that a run may take in all */
  runTimeoutMs: number;
  now: Date;
  /** Told of a user whose plan was changed. */
  planChanged?: (userId: string) => Promise<void>;
}

/**
 * Does what an administrator asks.
 *
 * @throws Failure NOT_FOUND where there is no such account
 */
export async function administer(deps: AdminDeps, request: AdminRequest): Promise<AdminReply> {
  switch (request.command) {
    case 'users':
      return listUsers(deps.database, request.search);
    case 'plan': {
      const { userId, email } = await setPlan(deps.database, request.email, request.plan);
      await deps.planChanged?.(userId);
      return { command: 'plan', email, plan: request.plan };
    }
    case 'usage':
      return usageOf(deps, request.email);
    case 'stuck': {
      const stuck = await findStuck(deps.database.db, deps.runTimeoutMs, deps.now);
      if (request.end) await endStuck(deps.database.db, stuck, deps.now);
      return { command: 'stuck', ended: request.end, ...stuck };
    }
    case 'check': {
      const before = deps.alone ? deps.now : new Date(deps.now.getTime() - uploadMs);
      return checkLibrary({ database: deps.database, files: await deps.files(), before }, request.repair);
    }
  }
}

async function usageOf({ database, free, now }: AdminDeps, given: string): Promise<AdminReplyTo<'usage'>> {
  const { userId, email } = await findAccount(database, given);
  const { plan, chats, documents } = await readUsage(database.db, free, userId, now);
  return {
    command: 'usage',
    userId,
    email,
    plan,
    month: monthOf(now),
    used: chats.used,
    held: chats.held,
    limit: chats.limit,
    documents: documents.used,
    documentLimit: documents.limit,
  };
}

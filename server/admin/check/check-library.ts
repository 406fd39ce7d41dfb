import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '#server/database/client.ts';
import type { FileStore } from '#server/files/file-store.ts';
import type { AdminReplyTo } from '../request.ts';
import { isTrue, suspects } from './find-problems.ts';
import type { Problem } from './problem.ts';
import { repair } from './repair.ts';

export interface CheckDeps {
  database: Database;
  files: FileStore;
  /** uploads that began earlier are over */
  before: Date;
  /** how long what is under way may look wrong */
  settleMs?: number;
}

/**
 * Finds what is stored and belongs to nothing, in either direction. What looks wrong is looked at twice, 3 s apart, so
 * that uploads, sweeps and restores that are under way are not taken for it.
 *
 * @param mend also repairs what can be without loss
 */
export async function checkLibrary(deps: CheckDeps, mend: boolean): Promise<AdminReplyTo<'check'>> {
  const found: Problem[] = [];
  for await (const problem of suspects(deps)) found.push(problem);
  if (found.some(({ kind }) => kind !== 'leftover')) await sleep(deps.settleMs ?? 3_000);
  const problems: AdminReplyTo<'check'>['problems'] = [];
  for (const problem of found)
    if (await isTrue(deps, problem)) problems.push({ problem, repaired: mend && (await repair(deps, problem)) });
  return { command: 'check', problems };
}

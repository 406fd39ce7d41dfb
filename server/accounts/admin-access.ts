import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '#shared/failure.ts';
import { appErrorSchema } from '#shared/errors.ts';
import { planSchema } from '#shared/usage.ts';

const accessSchema = z.object({ port: z.int(), token: z.string() });
/** How to reach a running server as its owner. */
export type AdminAccess = z.infer<typeof accessSchema>;

export const adminFile = (dataDir: string): string => join(dataDir, 'admin.json');

export const planRequestSchema = z.object({ email: z.string(), plan: planSchema });
const refusedSchema = z.object({ error: appErrorSchema });

/**
 * Asks the server that runs on this data directory to change a plan.
 *
 * @returns false where none runs: the file is not there, or was left by one that is gone
 * @throws Failure as the server gives it
 */
export async function askRunningServer(dataDir: string, request: z.infer<typeof planRequestSchema>): Promise<boolean> {
  const access = await readAccess(dataDir);
  if (access === null) return false;
  const response = await fetch(`http://127.0.0.1:${access.port}/api/admin/plan`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null);
  if (response === null) return false;
  if (response.ok) return true;
  const refused = refusedSchema.safeParse(await response.json().catch(() => null));
  // the port may be another program's by now
  if (!refused.success || refused.data.error.code === 'UNAUTHORIZED') return false;
  throw new Failure(refused.data.error.code, refused.data.error.message);
}

async function readAccess(dataDir: string): Promise<AdminAccess | null> {
  try {
    return accessSchema.parse(JSON.parse(await readFile(adminFile(dataDir), 'utf8')));
  } catch {
    return null;
  }
}

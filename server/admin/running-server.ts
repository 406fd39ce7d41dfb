import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '#server/config.ts';
import { appErrorSchema } from '#shared/errors.ts';
import { Failure } from '#shared/failure.ts';
import { type AdminReply, adminReplySchema, type AdminRequest } from './request.ts';

/** Where a server runs, and on which database. */
export type Place = Pick<Config, 'DATA_DIR' | 'DATABASE_URL'>;

const accessSchema = z.object({ port: z.int(), token: z.string(), database: z.string() });
/** How to reach a running server as its owner. */
export type AdminAccess = z.infer<typeof accessSchema>;

export const adminFile = ({ DATA_DIR }: Pick<Place, 'DATA_DIR'>): string => join(DATA_DIR, 'admin.json');
/** Tells databases apart without saying how they are reached. */
export const databaseKey = ({ DATABASE_URL }: Place): string =>
  createHash('sha256')
    .update(DATABASE_URL ?? 'embedded')
    .digest('hex');
export const adminPath = '/api/admin';

const usualMs = 10_000;
/** it looks at everything that is stored */
const checkMs = 290_000;

const refusedSchema = z.object({ error: appErrorSchema });

/**
 * Asks the server that runs on this data directory and this database.
 *
 * @param patienceMs how long it may take to answer
 * @returns null where none runs: the file is not there, is another database's, or was left by a server that is gone
 * @throws  Failure as the server gives it; UNAVAILABLE where it does not answer: nobody else may work on its data then
 */
export async function askRunningServer(
  place: Place,
  request: AdminRequest,
  patienceMs = request.command === 'check' ? checkMs : usualMs,
): Promise<AdminReply | null> {
  const access = await readAccess(place);
  if (access === null || access.database !== databaseKey(place)) return null;
  const response = await fetch(`http://127.0.0.1:${access.port}${adminPath}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((error: unknown) => {
    if (!isTimeout(error)) return null;
    throw new Failure('UNAVAILABLE', `The server at port ${access.port} does not answer. Try again, or stop it first.`);
  });
  if (response === null) return null;
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return adminReplySchema.parse(body);
  const refused = refusedSchema.safeParse(body);
  // the port may be another program's by now
  if (!refused.success || refused.data.error.code === 'UNAUTHORIZED') return null;
  throw new Failure(refused.data.error.code, refused.data.error.message);
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

async function readAccess(place: Place): Promise<AdminAccess | null> {
  try {
    return accessSchema.parse(JSON.parse(await readFile(adminFile(place), 'utf8')));
  } catch {
    return null;
  }
}

import type { Config } from '#server/config.ts';
import type { Database } from '#server/database/client.ts';
import { Failure } from '#shared/failure.ts';
import { administer } from './administer.ts';
import { readArgs, usageText } from './read-args.ts';
import type { AdminReply, AdminRequest } from './request.ts';
import { askRunningServer } from './running-server.ts';
import { show } from './show.ts';

export interface Outcome {
  text: string;
  /** 0 done, 1 not possible, 2 not understood */
  exitCode: 0 | 1 | 2;
}

type Settings = Pick<
  Config,
  'DATA_DIR' | 'DATABASE_URL' | 'FREE_CHATS_PER_MONTH' | 'FREE_DOCUMENTS' | 'RUN_TIMEOUT_MS'
>;

/**
 * Runs one admin command.
 *
 * @param args what stands behind `npm run admin --`
 * @param open opens the database that is there already; called only where no server is asked
 */
export async function runAdmin(args: string[], settings: Settings, open: () => Promise<Database>): Promise<Outcome> {
  if (args.includes('--help') || args.includes('-h')) return { text: usageText, exitCode: 0 };
  const call = readArgs(args);
  if (call === null) return { text: usageText, exitCode: 2 };
  try {
    const reply = (await askRunningServer(settings, call.request)) ?? (await askDatabase(settings, call.request, open));
    return { text: call.json ? JSON.stringify(withoutCommand(reply), null, 2) : show(reply), exitCode: 0 };
  } catch (error) {
    if (error instanceof Failure) return { text: error.message, exitCode: 1 };
    throw error;
  }
}

async function askDatabase(
  settings: Settings,
  request: AdminRequest,
  open: () => Promise<Database>,
): Promise<AdminReply> {
  const database = await open();
  try {
    const free = { chats: settings.FREE_CHATS_PER_MONTH, documents: settings.FREE_DOCUMENTS };
    return await administer({ database, free, runTimeoutMs: settings.RUN_TIMEOUT_MS, now: new Date() }, request);
  } finally {
    await database.close();
  }
}

const withoutCommand = ({ command: _, ...rest }: AdminReply) => rest;

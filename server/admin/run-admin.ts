import type { Config } from '#server/config.ts';
import type { Database } from '#server/database/client.ts';
import type { FileStore } from '#server/files/file-store.ts';
import { Failure } from '#shared/failure.ts';
import { administer } from './administer.ts';
import { readArgs, usageText } from './read-args.ts';
import type { AdminReply, AdminRequest } from './request.ts';
import { askRunningServer } from './running-server.ts';
import { show } from './show.ts';

export interface Outcome {
  text: string;
  /** 0 done, 1 not possible or something found, 2 not understood */
  exitCode: 0 | 1 | 2;
  /** the command did what it should, and found something */
  found?: true;
}

/** How to reach what commands work on. */
interface Opens {
  database(): Promise<Database>;
  files(): Promise<FileStore>;
}

type Settings = Pick<
  Config,
  'DATA_DIR' | 'DATABASE_URL' | 'FREE_CHATS_PER_MONTH' | 'FREE_DOCUMENTS' | 'RUN_TIMEOUT_MS'
>;

/**
 * Runs one admin command.
 *
 * @param args what stands behind `npm run admin --`
 * @param open opens what is there already; called only where no server is asked
 */
export async function runAdmin(args: string[], settings: Settings, open: Opens): Promise<Outcome> {
  if (args.includes('--help') || args.includes('-h')) return { text: usageText, exitCode: 0 };
  const call = readArgs(args);
  if (call === null) return { text: usageText, exitCode: 2 };
  try {
    const reply = (await askRunningServer(settings, call.request)) ?? (await askDatabase(settings, call.request, open));
    const text = call.json ? JSON.stringify(withoutCommand(reply), null, 2) : show(reply);
    const found = reply.command === 'check' && reply.problems.length > 0;
    return found ? { text, exitCode: 1, found } : { text, exitCode: 0 };
  } catch (error) {
    if (error instanceof Failure) return { text: error.message, exitCode: 1 };
    throw error;
  }
}

async function askDatabase(settings: Settings, request: AdminRequest, open: Opens): Promise<AdminReply> {
  const database = await open.database();
  try {
    const deps = {
      database,
      files: () => open.files(),
      alone: settings.DATABASE_URL === undefined,
      free: { chats: settings.FREE_CHATS_PER_MONTH, documents: settings.FREE_DOCUMENTS },
      runTimeoutMs: settings.RUN_TIMEOUT_MS,
      now: new Date(),
    };
    return await administer(deps, request);
  } finally {
    await database.close();
  }
}

const withoutCommand = ({ command: _, ...rest }: AdminReply) => rest;

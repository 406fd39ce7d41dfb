import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another process owns the data directory. */
export class DataDirLockedError extends Error {
  readonly directory: string;
  /** The owner, or null where it could not be told. */
  readonly pid: number | null;

  constructor(directory: string, pid: number | null) {
    const owner = pid === null ? 'another process' : `process ${pid}`;
    super(`the data directory ${directory} is in use by ${owner}; stop it, or set DATA_DIR to another directory`);
    this.name = 'DataDirLockedError';
    this.directory = directory;
    this.pid = pid;
  }
}

/** `started` tells a process from a later one that got the same number; null where the system does not say. */
type Owner = { pid: number; started: string | null };

/**
 * Takes a directory for this process, by a file `lock` that names it.
 *
 * A lock whose owner is dead, or whose number now belongs to another process, is taken over.
 * @returns releases the lock
 * @throws DataDirLockedError
 */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, 'lock');
  const own: Owner = { pid: process.pid, started: startOf(process.pid) };
  const text = JSON.stringify(own);
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    const owner = ownerOf(directory);
    if (owner !== null && isAlive(owner)) throw new DataDirLockedError(directory, owner.pid);
    // Two processes may both come here; SQLite's own lock then lets only one of them open the file.
    writeFileSync(`${path}.${process.pid}`, text);
    renameSync(`${path}.${process.pid}`, path);
  }
  return () => {
    if (readText(path) === text) rmSync(path, { force: true });
  };
}

/** Who the lock file names, alive or not. */
export function ownerOf(directory: string): Owner | null {
  try {
    const read: unknown = JSON.parse(readText(join(directory, 'lock')) ?? '');
    if (typeof read !== 'object' || read === null || !('pid' in read) || typeof read.pid !== 'number') return null;
    return { pid: read.pid, started: 'started' in read && typeof read.started === 'string' ? read.started : null };
  } catch {
    return null;
  }
}

function isAlive({ pid, started }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
  const current = startOf(pid);
  return started === null || current === started;
}

/** Boot and start time of a process from /proc; null on systems without it and for one that is gone or a zombie. */
function startOf(pid: number): string | null {
  const stat = readText(`/proc/${pid}/stat`);
  const boot = readText('/proc/sys/kernel/random/boot_id');
  // The name in brackets may hold blanks and brackets; the state follows it, the start time is 19 fields further on.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const started = fields?.[19];
  if (fields === undefined || started === undefined || fields[0] === 'Z') return null;
  return `${boot?.trim()}/${started}`;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

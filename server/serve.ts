import { loadEnvFile } from 'node:process';
import { existsSync } from 'node:fs';
import { createApp } from './app.ts';
import { ClusterError } from './cluster/cluster-error.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { DatabaseError } from './database/connect.ts';
import { DataDirLockedError } from './database/embedded/lock.ts';
import { FileStoreError } from './files/file-store-error.ts';
import { RedisError } from './redis/redis.ts';

/** What a person at the terminal can put right is said in one line; anything else with its stack. */
function stopWith(error: unknown): never {
  console.error(explain(error) ?? error);
  process.exit(1);
}

function explain(error: unknown): string | null {
  const forPeople = [ConfigError, DatabaseError, DataDirLockedError, ClusterError, FileStoreError, RedisError];
  if (error instanceof Error && forPeople.some((kind) => error instanceof kind)) return error.message;
  if (!(error instanceof Error) || !('code' in error)) return null;
  const port = 'port' in error ? String(error.port) : '';
  const path = 'path' in error ? String(error.path) : '';
  switch (error.code) {
    case 'EADDRINUSE':
      return `PORT: ${port} is taken. Stop what listens there, or set another.`;
    case 'EADDRNOTAVAIL':
      return 'HOST: this machine has no such address.';
    case 'EACCES':
    case 'ENOENT':
    case 'EPERM':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EROFS':
    case 'ENOSPC':
      return path === ''
        ? `PORT: ${port} may not be used: ${error.code}.`
        : `DATA_DIR: ${path} cannot be written: ${error.code}.`;
    default:
      return null;
  }
}

/** What a database that no longer answers may add to the time that running answers are given. */
const closeMs = 12_000;

async function start(config: Config): Promise<void> {
  const app = await createApp(config);
  let isStopping = false;
  const close = (exitCode: number) => {
    isStopping = true;
    setTimeout(() => {
      console.error('Stopped without what does not answer; another server, or the next start, ends what was left.');
      process.exit(1);
    }, config.SHUTDOWN_GRACE_MS + closeMs).unref();
    app.close().then(() => process.exit(exitCode), stopWith);
  };
  const stop = () => {
    if (isStopping) process.exit(1);
    close(0);
  };
  void app.mustStop.then((why) => {
    if (isStopping) return;
    console.error(why.message);
    close(1);
  });
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // who reads that it is ready may end it at once
  const { url } = await app.listen();
  console.log(`Footnote is ready at ${config.PUBLIC_URL ?? url} (answers by ${app.model})`);
}

try {
  if (existsSync('.env')) loadEnvFile('.env');
  await start(readConfig(process.env));
} catch (error) {
  stopWith(error);
}

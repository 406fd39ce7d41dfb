import { loadEnvFile } from 'node:process';
import { existsSync } from 'node:fs';
import { createApp } from './app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { DatabaseError } from './database/connect.ts';
import { DataDirLockedError } from './database/embedded/lock.ts';

/** What a person at the terminal can put right: said in one line, without a stack. */
function stopWith(error: unknown): never {
  const isExpected =
    error instanceof ConfigError ||
    error instanceof DatabaseError ||
    error instanceof DataDirLockedError ||
    isPortTaken(error);
  console.error(isExpected && error instanceof Error ? error.message : error);
  process.exit(1);
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');

async function start(config: Config): Promise<void> {
  const app = await createApp(config);
  const { url } = await app.listen();
  console.log(`Footnote is ready at ${config.PUBLIC_URL ?? url} (answers by ${app.model})`);
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    app.close().then(() => process.exit(0), stopWith);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

try {
  if (existsSync('.env')) loadEnvFile('.env');
  await start(readConfig(process.env));
} catch (error) {
  stopWith(error);
}

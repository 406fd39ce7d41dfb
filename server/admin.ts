import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { runAdmin } from './admin/run-admin.ts';
import { ConfigError, readConfig } from './config.ts';
import { DatabaseError } from './database/connect.ts';
import { DataDirLockedError } from './database/embedded/lock.ts';
import { openExisting } from './database/open.ts';

/** `npm run admin -- plan EMAIL premium` */
try {
  if (existsSync('.env')) loadEnvFile('.env');
  const config = readConfig(process.env);
  const { text, exitCode } = await runAdmin(process.argv.slice(2), config, () => openExisting(config));
  if (exitCode === 0) console.log(text);
  else console.error(text);
  process.exitCode = exitCode;
} catch (error) {
  const isExpected =
    error instanceof ConfigError || error instanceof DatabaseError || error instanceof DataDirLockedError;
  console.error(isExpected ? error.message : error);
  process.exitCode = 1;
}

import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { runAdmin } from './admin/run-admin.ts';
import { chooseFiles } from './app/choose-files.ts';
import { ConfigError, readConfig } from './config.ts';
import { DatabaseError } from './database/connect.ts';
import { DataDirLockedError } from './database/embedded/lock.ts';
import { openExisting } from './database/open.ts';
import { FileStoreError } from './files/file-store-error.ts';
import { openLog } from './observe/log.ts';

/** `npm run admin -- plan EMAIL premium` */
try {
  if (existsSync('.env')) loadEnvFile('.env');
  const config = readConfig(process.env);
  const { text, exitCode, found } = await runAdmin(process.argv.slice(2), config, {
    database: () => openExisting(config),
    files: async () => (await chooseFiles(config, openLog('silent'))).files,
  });
  if (exitCode === 0 || found === true) console.log(text);
  else console.error(text);
  process.exitCode = exitCode;
} catch (error) {
  const isExpected =
    error instanceof ConfigError ||
    error instanceof DatabaseError ||
    error instanceof DataDirLockedError ||
    error instanceof FileStoreError;
  console.error(isExpected ? error.message : error);
  process.exitCode = 1;
}

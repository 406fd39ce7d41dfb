import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageSchema = z.object({ scripts: z.object({ start: z.string() }) });

/** What Node is given when the server is started by `npm start`. */
export const serverFlags: readonly string[] = packageSchema
  .parse(JSON.parse(readFileSync('package.json', 'utf8')))
  .scripts.start.split(' ')
  .filter((word) => word.startsWith('--'));

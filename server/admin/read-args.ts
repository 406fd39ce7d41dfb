import { parseArgs } from 'node:util';
import { type AdminRequest, adminRequestSchema } from './request.ts';

export const usageText = `Usage: npm run admin -- COMMAND

  users [--search TEXT]     accounts, the newest first; TEXT: part of an address or a name
  plan EMAIL free|premium   puts an account on a plan; free has limits, premium none
  usage EMAIL               what an account has used this month
  stuck [--end]             runs that go on for longer than they may, places that no run holds;
                            --end ends and settles them, uncharged
  check [--repair]          files without a document, documents without a file, rows and places without either, what
                            broken uploads left; exit code 1 if there is any. --repair removes and mends it, but for
                            documents without a file: they can still be asked

  --json                    the reply as JSON
  --help

Works on the database that the server's settings name: a server that runs on it from the same DATA_DIR is asked,
otherwise the database is opened. Exit code 0: done, 1: not possible, or check found something,
2: not understood.`;

export interface AdminCall {
  request: AdminRequest;
  json: boolean;
}

/**
 * @param args what stands behind `npm run admin --`
 * @returns    null where they cannot be understood
 */
export function readArgs(args: string[]): AdminCall | null {
  const parsed = parse(args);
  if (parsed === null) return null;
  const { positionals, values } = parsed;
  const [command, email, plan] = positionals;
  const { json = false, search, end, repair } = values;
  const fits =
    positionals.length === (command === 'plan' ? 3 : command === 'usage' ? 2 : 1) &&
    (search === undefined || command === 'users') &&
    (end === undefined || command === 'stuck') &&
    (repair === undefined || command === 'check');
  if (!fits) return null;
  const options = { search: search ?? '', end: end ?? false, repair: repair ?? false };
  const { data } = adminRequestSchema.safeParse({ command, email, plan, ...options });
  return data === undefined ? null : { request: data, json };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        search: { type: 'string' },
        end: { type: 'boolean' },
        repair: { type: 'boolean' },
      },
    });
  } catch {
    return null;
  }
}

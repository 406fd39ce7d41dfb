import type { Database } from '#server/database/client.ts';
import { Failure } from '#shared/failure.ts';
import { type Plan, planSchema } from '#shared/usage.ts';
import { askRunningServer } from './admin-access.ts';
import { setPlan } from './plans.ts';

export const usage = `Usage: npm run admin -- plan EMAIL free|premium

  plan   puts the account with this address on a plan; free has limits, premium none

Works while the server runs and while it does not, on the data directory (DATA_DIR) or database (DATABASE_URL) that is set.`;

export interface Outcome {
  text: string;
  /** 0 done, 1 not possible, 2 not understood */
  exitCode: 0 | 1 | 2;
}

/**
 * Runs one admin command.
 *
 * @param args what stands behind `npm run admin --`
 * @param open opens the database; called only where no server runs on it
 */
export async function runAdmin(args: string[], dataDir: string, open: () => Promise<Database>): Promise<Outcome> {
  const [command, email, planText, ...rest] = args;
  if (args.includes('--help') || args.includes('-h')) return { text: usage, exitCode: 0 };
  const plan = planSchema.safeParse(planText).data;
  if (command !== 'plan' || email === undefined || plan === undefined || rest.length > 0)
    return { text: usage, exitCode: 2 };
  try {
    if (!(await askRunningServer(dataDir, { email, plan }))) await changeDirectly(await open(), email, plan);
  } catch (error) {
    if (error instanceof Failure) return { text: error.message, exitCode: 1 };
    throw error;
  }
  return { text: `${email} is on the ${plan} plan now.`, exitCode: 0 };
}

async function changeDirectly(database: Database, email: string, plan: Plan): Promise<void> {
  try {
    await setPlan(database, email, plan);
  } finally {
    await database.close();
  }
}

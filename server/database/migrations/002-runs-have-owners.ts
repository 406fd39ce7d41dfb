import { type Db, field } from '../client.ts';

/** A run that goes on names the server that runs it, and whether somebody asked for its stop. */
export async function runsHaveOwners(db: Db): Promise<void> {
  const rows = await db.turns.where({ status: 'running' }).where(field.isNull('running.owner')).all();
  for (const { userId, turnId, running } of rows) {
    if (running === null) continue;
    await db.turns
      .where({ userId, turnId })
      .where(field.eq('running.runId', running.runId))
      .where(field.isNull('running.owner'))
      .update((f) => [f.running.set({ ...running, owner: null, stop: null })]);
  }
}

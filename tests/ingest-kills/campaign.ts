import { livesOf } from './actions.ts';
import { fateOf } from './ledger.ts';
import { openIngestWorld } from './world.ts';

export interface IngestFigures {
  kills: number;
  /** documents whose upload was confirmed */
  uploaded: number;
  deleted: number;
  /** uploads whose reply the kill took away */
  lost: number;
}

/** What an upload, a deletion and a kill left that breaks a rule. */
class IngestBroken extends Error {}

/**
 * Kills a server `kills` times while documents are uploaded, read, tried again and deleted, and looks every `checkEvery`
 * kills, and at the end, whether what is stored is as if nothing had happened.
 *
 * @throws IngestBroken that names what is wrong
 */
export async function runIngestKills(
  {
    kills,
    seed,
    databaseUrl,
    checkEvery,
  }: { kills: number; seed: number; databaseUrl: string | null; checkEvery: number },
  tell: (kills: number) => void = () => {},
): Promise<IngestFigures> {
  await using world = await openIngestWorld(databaseUrl);
  const { ledger } = world;
  for (const [index, life] of livesOf(kills, seed).entries()) {
    await world.live(life);
    if ((index + 1) % checkEvery !== 0 && index + 1 !== kills) continue;
    const wrong = await world.check();
    if (wrong.length > 0) throw new IngestBroken(`seed ${seed}, after ${index + 1} kills:\n${wrong.join('\n')}`);
    tell(index + 1);
  }
  const fates = ledger.documents.map(fateOf);
  return {
    kills,
    uploaded: fates.length,
    deleted: fates.filter((fate) => fate === 'gone').length,
    lost: ledger.lost.length,
  };
}

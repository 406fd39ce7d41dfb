import { setTimeout as delay } from 'node:timers/promises';

const lookMs = 200;

/**
 * Watches servers until the beat of one moves, or one comes. Without any there is nothing to wait for.
 *
 * @returns false where nothing moved within `ms`
 */
export async function watchBeats(
  read: () => Promise<readonly { serverId: string; beat: number }[]>,
  ms: number,
): Promise<boolean> {
  const began = performance.now();
  const beats = new Map((await read()).map(({ serverId, beat }) => [serverId, beat]));
  if (beats.size === 0) return false;
  while (performance.now() - began < ms) {
    await delay(lookMs);
    if ((await read()).some(({ serverId, beat }) => beats.get(serverId) !== beat)) return true;
  }
  return false;
}

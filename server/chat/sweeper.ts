import { doEach } from '#server/cluster/do-each.ts';
import { type Repeated, repeat } from '#server/cluster/repeat.ts';
import type { ChatDeps } from './deps.ts';
import { expireEphemeral } from './expire-ephemeral.ts';
import { forgetRemoved, sweepRemoved } from './remove-user.ts';
import { forgetSwept, sweepDeleted } from './sweep-deleted.ts';

const lookMs = 2_500;
const hourMs = 3_600_000;

/** Removes what is dead: at the start what earlier processes left, then again and again. */
export function startChatSweeper(deps: ChatDeps): Repeated {
  let expiredAt = -Infinity;
  const hourly = async (): Promise<void> => {
    if (performance.now() - expiredAt < hourMs) return;
    await expireEphemeral(deps.db, deps.clock());
    await forgetSwept(deps);
    await forgetRemoved(deps);
    expiredAt = performance.now();
  };
  const step = () => doEach([hourly, sweepDeleted, sweepRemoved], (part) => part(deps));
  return repeat(lookMs, step, (error) => deps.log.warn({ err: error }, 'deleted chats could not be removed for now'));
}

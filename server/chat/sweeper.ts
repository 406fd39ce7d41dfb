import type { ChatDeps } from './deps.ts';
import { expireEphemeral } from './expire-ephemeral.ts';
import { sweepDeleted } from './sweep-deleted.ts';

const lookMs = 2_500;
const hourMs = 3_600_000;

/** Removes what is dead: at the start what earlier processes left, then in the background. */
export interface ChatSweeper {
  /** Resolves when nothing is being removed any more. */
  stop(): Promise<void>;
}

export function startChatSweeper(deps: ChatDeps): ChatSweeper {
  let isStopped = false;
  let expiredAt = -hourMs;
  let timer: NodeJS.Timeout | undefined;

  const sweep = async (): Promise<void> => {
    const now = performance.now();
    if (now - expiredAt >= hourMs) {
      await expireEphemeral(deps.db, deps.clock());
      expiredAt = now;
    }
    await sweepDeleted(deps);
  };
  const look = async (): Promise<void> => {
    await sweep().catch((error: unknown) =>
      deps.log.warn({ err: error }, 'deleted chats could not be removed for now'),
    );
    if (!isStopped) timer = setTimeout(() => (looking = look()), lookMs).unref();
  };
  let looking = look();

  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

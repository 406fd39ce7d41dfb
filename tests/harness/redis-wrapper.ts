import type { Redis } from '#server/redis/redis.ts';

/** A connection that subscribes in another way: not at all, or counted. */
export const subscribingBy = (real: Redis, subscribe: Redis['subscribe']): Redis => ({
  get isAway() {
    return real.isAway;
  },
  send: (...command) => real.send(...command),
  run: (script, call) => real.run(script, call),
  subscribe,
  onBack: (listener) => real.onBack(listener),
  ping: () => real.ping(),
  close: () => real.close(),
});

/** A connection on which every message is lost. */
export const deaf = (real: Redis): Redis => subscribingBy(real, async () => () => {});

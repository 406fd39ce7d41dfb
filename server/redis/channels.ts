import type { RedisClient } from './link.ts';

type Listener = (message: string) => void;

interface Channel {
  listeners: Set<Listener>;
  /** the connection on which it is heard */
  heardOn: RedisClient | null;
  settling: Promise<void> | null;
}

/** The channels that somebody listens to, on whatever connection there is. */
export interface Channels {
  /** Resolves when what is published from now on is heard, or when it cannot be for now. */
  add(name: string, listener: Listener): Promise<() => void>;
  /** Hears all of them on the connection that there is now. */
  hearAll(): Promise<void>;
}

/** @param current the connection that there is now */
export function createChannels(current: () => RedisClient | null): Channels {
  const channels = new Map<string, Channel>();
  const dispatch = (message: string, name: string) => {
    for (const listener of channels.get(name)?.listeners ?? []) listener(message);
  };
  const channelOf = (name: string): Channel => {
    const known = channels.get(name);
    if (known !== undefined) return known;
    const channel: Channel = { listeners: new Set(), heardOn: null, settling: null };
    channels.set(name, channel);
    return channel;
  };

  /** Subscribes and unsubscribes one after the other: the client loses a channel where the two overlap. */
  const settleNow = async (name: string, channel: Channel) => {
    for (;;) {
      const client = current();
      const isWanted = channel.listeners.size > 0;
      if (client === null || isWanted === (channel.heardOn === client)) break;
      try {
        if (isWanted) await client.subscribe(name, dispatch);
        else await client.unsubscribe(name, dispatch);
        channel.heardOn = isWanted ? client : null;
      } catch {
        if (current() === client) break;
      }
    }
    channel.settling = null;
    if (channel.listeners.size === 0) channels.delete(name);
  };
  const settle = (name: string, channel: Channel): Promise<void> => {
    channel.settling ??= Promise.resolve().then(() => settleNow(name, channel));
    return channel.settling;
  };

  return {
    add: async (name, listener) => {
      const channel = channelOf(name);
      channel.listeners.add(listener);
      await settle(name, channel);
      return () => {
        if (channel.listeners.delete(listener)) void settle(name, channel);
      };
    },
    hearAll: async () => {
      await Promise.all([...channels].map(([name, channel]) => settle(name, channel)));
    },
  };
}

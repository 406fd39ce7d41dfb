/** What a script is called with: keys and arguments, as Redis takes them. */
export interface ScriptCall {
  keys: string[];
  args: string[];
}

/** A Lua script that is sent once per connection and called by its hash. */
export interface Script {
  readonly text: string;
}

/**
 * The installation's Redis. That it is away, and that it comes back empty, is normal: while there is no connection every
 * command rejects at once with `RedisAwayError`, and nothing is queued.
 */
export interface Redis {
  readonly isAway: boolean;
  /** One command, as on its command line; text in, text out. */
  send<T = unknown>(...command: string[]): Promise<T>;
  run(script: Script, call: ScriptCall): Promise<unknown>;
  /** Hears what is published to a channel until the returned function is called. Survives reconnects. */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => void>;
  /** Told whenever the connection is there again: what was published meanwhile was not heard, what was stored may be gone. */
  onBack(listener: () => void): () => void;
  /** Rejects where Redis does not answer within a second. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A Redis that cannot be used; `message` says what to do. */
export class RedisError extends Error {}

/** There is no connection, or it was lost before the reply: the command may have been carried out. */
export class RedisAwayError extends Error {
  constructor(options?: ErrorOptions) {
    super('Redis is away', options);
  }
}

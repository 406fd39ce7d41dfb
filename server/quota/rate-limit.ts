/** At most so many per key and minute, for all servers together; while Redis is away, for each by itself. */
export interface RateLimit {
  /** @throws Failure TOO_MANY_REQUESTS with the time from which calls are taken again */
  count(key: string): Promise<void>;
}

import type { Config } from '#server/config.ts';
import { isLoopback } from './origins.ts';

/** Guests exist where only this machine can reach the server, elsewhere with GUESTS=on. */
export const guestsAllowed = (config: Pick<Config, 'HOST' | 'GUESTS'>): boolean =>
  config.GUESTS === undefined ? isLoopback(config.HOST) : config.GUESTS === 'on';

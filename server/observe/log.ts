import { pino, type Logger } from 'pino';
import type { Config } from '#server/config.ts';

export type Log = Logger;

/** One JSON line per event on standard output. A question's text is never logged above debug. */
export const openLog = (level: Config['LOG_LEVEL']): Log => pino({ level, base: null });

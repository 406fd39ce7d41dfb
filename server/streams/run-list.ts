import { z } from 'zod';
import { type RunEvent, runEventSchema, terminalEventId, type TerminalEvent } from '#shared/run-event.ts';
import { newId } from '#shared/ids.ts';
import type { Redis, Script } from '#server/redis/redis.ts';
import type { LogEntry, RunKey } from './run-log.ts';

export interface StreamTimes {
  /** milliseconds that the log of a running run stays in Redis after it was last written or renewed */
  runningMs: number;
  /** milliseconds that it stays after its end */
  endedMs: number;
}

/**
 * A run's log as a list in Redis: first the name of its generation, which changes whenever the list is written anew,
 * then entries. A terminal entry closes it for good. Every write wakes those who listen on the channel of its name.
 */
export interface RunList {
  readonly name: string;
  readonly isAway: boolean;
  /**
   * Adds entries where the list is as its owner believes, and renews its life; resolves with its length. 'differs': it is
   * not, and nothing was done. 'closed': the run has ended. A closed list of which the owner has written nothing yet is
   * that of an earlier run, and gives way.
   */
  append(generation: string, length: number, entries: readonly LogEntry[]): Promise<number | 'differs' | 'closed'>;
  /** Writes the whole list anew, unless it is closed. */
  replace(generation: string, entries: readonly LogEntry[]): Promise<number | 'differs' | 'closed'>;
  /** Closes it in place of its owner; a list that is closed stays as it is. */
  close(event: TerminalEvent): Promise<void>;
  /** The entries from an index on, or all where the generation is another; null where there is no list. */
  read(generation: string, from: number): Promise<{ generation: string; entries: LogEntry[] } | null>;
}

const isClosed = `local last = redis.call('LINDEX', KEYS[1], -1)
local closed = last and string.sub(last, 1, 11) == '{"id":"${terminalEventId}"'`;

const writeScript: Script = {
  text: `${isClosed}
local expected = tonumber(ARGV[2])
if closed and expected == 0 then
  redis.call('DEL', KEYS[1])
  last = false
elseif closed then return -1 end
if expected < 0 then
  redis.call('DEL', KEYS[1])
elseif redis.call('LLEN', KEYS[1]) ~= expected or (last and redis.call('LINDEX', KEYS[1], 0) ~= ARGV[1]) then
  return -2
end
if #ARGV > 4 and redis.call('LLEN', KEYS[1]) == 0 then redis.call('RPUSH', KEYS[1], ARGV[1]) end
for i = 5, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end
${isClosed}
redis.call('PEXPIRE', KEYS[1], closed and ARGV[4] or ARGV[3])
if #ARGV > 4 then redis.call('PUBLISH', KEYS[1], '') end
return redis.call('LLEN', KEYS[1])`,
};

const closeScript: Script = {
  text: `${isClosed}
if closed then return 0 end
if not last then redis.call('RPUSH', KEYS[1], ARGV[1]) end
redis.call('RPUSH', KEYS[1], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PUBLISH', KEYS[1], '')
return 1`,
};

const readScript: Script = {
  text: `local generation = redis.call('LINDEX', KEYS[1], 0)
if not generation then return {} end
return { generation, redis.call('LRANGE', KEYS[1], generation == ARGV[1] and ARGV[2] or 1, -1) }`,
};

const entrySchema = z.object({ id: z.string(), event: runEventSchema });
const readReply = z.union([z.tuple([z.string(), z.array(z.string())]), z.tuple([])]);

// the scripts know the terminal entry by how it begins
const encode = ({ id, event }: { id: string; event: RunEvent }): string => JSON.stringify({ id, event });

export const runListName = ({ userId, runId }: RunKey): string => `chat:stream:${userId}:${runId}`;

export function openRunList(redis: Redis, key: RunKey, times: StreamTimes): RunList {
  const name = runListName(key);
  const keys = [name];
  const write = async (generation: string, expected: number, entries: readonly LogEntry[]) => {
    const lives = [String(times.runningMs), String(times.endedMs)];
    const args = [generation, String(expected), ...lives, ...entries.map(encode)];
    const length = z.number().parse(await redis.run(writeScript, { keys, args }));
    if (length === -1) return 'closed';
    return length === -2 ? 'differs' : length;
  };
  return {
    name,
    get isAway() {
      return redis.isAway;
    },
    append: write,
    replace: (generation, entries) => write(generation, -1, entries),
    close: async (event) => {
      const args = [newId(), String(times.endedMs), encode({ id: terminalEventId, event })];
      await redis.run(closeScript, { keys, args });
    },
    read: async (generation, from) => {
      const [current, lines] = readReply.parse(await redis.run(readScript, { keys, args: [generation, String(from)] }));
      if (current === undefined || lines === undefined) return null;
      return { generation: current, entries: lines.map((line) => entrySchema.parse(JSON.parse(line))) };
    },
  };
}

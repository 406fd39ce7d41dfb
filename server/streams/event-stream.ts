import { z } from 'zod';
import { newId } from '#shared/ids.ts';
import { type UserEvent, userEventSchema } from '#shared/user-event.ts';
import type { Redis, Script } from '#server/redis/redis.ts';
import { keptEvents } from './kept-events.ts';

export interface EventStreamTimes {
  /** milliseconds that an event stays in Redis */
  keptMs: number;
}

/** Where a user's stream stands: ids are `<epoch>-<n>`, and an epoch begins when nothing is known of the last one. */
export interface StreamHead {
  epoch: string;
  last: number;
}

export interface NumberedEvent {
  n: number;
  event: UserEvent;
}

/** One user's last events in Redis: a capped stream, and beside it its epoch, its last number and its length in bytes. */
export interface EventStream {
  readonly channel: string;
  add(event: UserEvent): Promise<void>;
  /** The head, and what is kept after `n` where the epoch is that of the head. Renews the epoch's life. */
  read(epoch: string, n: number): Promise<{ head: StreamHead; entries: NumberedEvent[] }>;
}

const openHead = `local function drop(oldest)
  redis.call('XDEL', KEYS[1], oldest[1])
  redis.call('HINCRBY', KEYS[2], 'bytes', -string.len(oldest[2][4]))
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if redis.call('EXISTS', KEYS[2]) == 0 then
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[2], 'epoch', ARGV[1], 'n', 0)
end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
for _, oldest in ipairs(redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', ${keptEvents.count})) do
  if tonumber(oldest[2][2]) >= now - tonumber(ARGV[2]) then break end
  drop(oldest)
end`;

const addScript: Script = {
  text: `${openHead}
local n = redis.call('HINCRBY', KEYS[2], 'n', 1)
local at = string.format('%.0f', now)
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('HSET', KEYS[2], 'bytes', 0) end
redis.call('XADD', KEYS[1], n .. '-0', 'at', at, 'event', ARGV[3])
local bytes = redis.call('HINCRBY', KEYS[2], 'bytes', string.len(ARGV[3]))
local count = redis.call('XLEN', KEYS[1])
while count > 1 and (count > ${keptEvents.count} or bytes > ${keptEvents.bytes}) do
  drop(redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1])
  bytes = tonumber(redis.call('HGET', KEYS[2], 'bytes'))
  count = count - 1
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PUBLISH', KEYS[1], '')
return n`,
};

const readScript: Script = {
  text: `${openHead}
local head = redis.call('HMGET', KEYS[2], 'epoch', 'n')
local entries = {}
if head[1] == ARGV[3] then
  for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '(' .. ARGV[4] .. '-0', '+')) do
    entries[#entries + 1] = { string.match(entry[1], '^%d+'), entry[2][4] }
  end
end
return { head[1], head[2], entries }`,
};

const readReply = z.tuple([z.string(), z.coerce.number(), z.array(z.tuple([z.coerce.number(), z.string()]))]);

export function openEventStream(redis: Redis, userId: string, { keptMs }: EventStreamTimes): EventStream {
  const channel = `chat:events:${userId}`;
  const keys = [channel, `${channel}:head`];
  return {
    channel,
    add: async (event) => {
      await redis.run(addScript, { keys, args: [newId(), String(keptMs), JSON.stringify(event)] });
    },
    read: async (epoch, n) => {
      const args = [newId(), String(keptMs), epoch, String(n)];
      const [current, last, lines] = readReply.parse(await redis.run(readScript, { keys, args }));
      const entries = lines.map(([number, line]) => ({ n: number, event: readEvent(line) }));
      return { head: { epoch: current, last }, entries };
    },
  };
}

/** What this server cannot read, a newer one's perhaps, is a reason to fetch everything anew. */
function readEvent(line: string): UserEvent {
  try {
    return userEventSchema.parse(JSON.parse(line));
  } catch {
    return { type: 'reset' };
  }
}

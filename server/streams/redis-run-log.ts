import { setTimeout as delay } from 'node:timers/promises';
import type { TerminalEvent } from '#shared/run-event.ts';
import type { Redis } from '#server/redis/redis.ts';
import { followRecord } from './follow-record.ts';
import { createMirrors } from './mirrors.ts';
import { openRunList, type RunList, runListName, type StreamTimes } from './run-list.ts';
import type { RunKey, RunLog } from './run-log.ts';
import { RunRecord } from './run-record.ts';
import { createRunReplica, type RunReplica } from './run-replica.ts';

interface OwnLog {
  record: RunRecord;
  replica: RunReplica;
}

interface LateEnd {
  list: RunList;
  event: TerminalEvent;
  writing: Promise<void>;
}

export interface RedisRunLogTimes extends StreamTimes {
  /** milliseconds between two looks at what a lost message may have hidden */
  lookMs: number;
}

const closeMs = 2_000;
const defaultTimes: RedisRunLogTimes = { runningMs: 300_000, endedMs: 60_000, lookMs: 2_000 };

/**
 * Run logs that several servers share: each run's owner keeps the log in memory and a copy in Redis, from which the other
 * servers keep copies for their watchers.
 */
export function createRedisRunLog(redis: Redis, times: RedisRunLogTimes = defaultTimes): RunLog {
  const own = new Map<string, OwnLog>();
  const lateEnds = new Map<string, LateEnd>();
  const listOf = (key: RunKey) => openRunList(redis, key, times);
  const mirrors = createMirrors(redis);

  const forget = (name: string, log: OwnLog) => {
    if (own.get(name) === log) own.delete(name);
  };
  const writeEnd = (list: RunList, event: TerminalEvent) => {
    const end: LateEnd = { list, event, writing: Promise.resolve() };
    lateEnds.set(list.name, end);
    end.writing = list.close(event).then(
      () => void lateEnds.delete(list.name),
      () => {},
    );
    return end;
  };
  const endForAnother = (list: RunList, event: TerminalEvent) => {
    if (lateEnds.has(list.name)) return;
    writeEnd(list, event);
    setTimeout(() => lateEnds.delete(list.name), times.endedMs).unref();
  };
  const renew = () => {
    for (const { replica } of own.values()) replica.renew();
  };
  const lookAgain = () => {
    for (const { list, event } of lateEnds.values()) writeEnd(list, event);
    mirrors.look();
  };
  const looking = setInterval(() => {
    renew();
    lookAgain();
  }, times.lookMs).unref();
  const forgetBack = redis.onBack(() => {
    for (const { replica } of own.values()) replica.check();
    lookAgain();
  });

  return {
    begin: (key) => {
      const list = listOf(key);
      if (own.get(list.name)?.record.isClosed === false) return;
      const record = new RunRecord();
      own.set(list.name, { record, replica: createRunReplica(record, list) });
    },
    append: (key, event) => {
      const log = own.get(runListName(key));
      log?.record.add(event);
      log?.replica.grow();
    },
    end: (key, event) => {
      const list = listOf(key);
      const log = own.get(list.name);
      if (log === undefined) return endForAnother(list, event);
      if (log.record.isClosed) return;
      log.record.end(event);
      log.replica.grow();
      setTimeout(() => forget(list.name, log), times.endedMs).unref();
    },
    renew,
    follow: async (key, lastEventId, signal) => {
      const list = listOf(key);
      const log = own.get(list.name);
      if (log !== undefined) return followRecord(log.record, lastEventId, signal);
      await lateEnds.get(list.name)?.writing;
      return mirrors.follow(list, lastEventId, signal);
    },
    close: async () => {
      clearInterval(looking);
      forgetBack();
      mirrors.close();
      const written = Promise.all([...own.values()].map(({ replica }) => replica.written()));
      await Promise.race([written, delay(closeMs, undefined, { ref: false })]);
    },
  };
}

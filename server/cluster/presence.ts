import type { Db } from '#server/database/client.ts';
import type { Log } from '#server/observe/log.ts';
import type { Models } from '../../prisma/contract.d.ts';
import { ClusterError } from './cluster-error.ts';
import { repeat } from './repeat.ts';
import { createSightings } from './sightings.ts';
import { watchBeats } from './watch-beats.ts';

const beatMs = 2_000;
/** long enough to see a live server's beat move */
const firstLookMs = 3_000;

type ServerRow = Models.unbound_Server;

export interface Self {
  serverId: string;
  /** whether it shares streams over Redis */
  shared: boolean;
}

/** What this server knows of the others on its database. */
export interface Presence {
  /** Other servers at work, as this one has seen them beat. */
  others(): number;
  /** Whether there is no trace of another server, not even of one that was killed. */
  isAlone(): Promise<boolean>;
  /** Waits until another server is seen at work; false where none was seen within `ms`. */
  seesAnother(ms: number): Promise<boolean>;
  /** Told when another server is missed: what it left undone is there to be done. */
  onGone(listener: () => void): void;
  /** Resolves, if ever, with why this server has to stop. */
  readonly mustStop: Promise<ClusterError>;
  /** Takes its own heartbeat away, so that nobody waits for it. */
  leave(): Promise<void>;
}

/** One process owns an embedded database: there is nobody else. */
export const nobodyElse: Presence = {
  others: () => 0,
  isAlone: async () => true,
  seesAnother: async () => false,
  onGone: () => {},
  mustStop: new Promise(() => {}),
  leave: async () => {},
};

/**
 * Joins the servers on a database: raises a heartbeat every 2 s and looks at those of others. A beat counts that moves;
 * one that has not moved for 8 s of this server's own time is removed. Servers without Redis cannot share streams: one
 * that sees another stops; of two such the younger.
 *
 * @throws ClusterError where another is at work already and this one has no Redis
 */
export async function joinServers(db: Db, self: Self, log: Log, now: () => Date): Promise<Presence> {
  const readOthers = async () => (await db.servers.all()).filter(({ serverId }) => serverId !== self.serverId);
  const seesAnother = (ms: number) => watchBeats(readOthers, ms);
  if (!self.shared && (await seesAnother(firstLookMs))) throw unshared();

  const sightings = createSightings();
  const stopping = Promise.withResolvers<ClusterError>();
  const startedAt = now();
  const listeners: (() => void)[] = [];
  let live: ServerRow[] = [];
  const beat = async () => {
    const mine = db.servers.where({ serverId: self.serverId });
    const isThere = (await mine.update((f) => [f.beat.inc(1)])) !== null;
    if (!isThere) await db.servers.create({ ...self, beat: 0, startedAt });
    const others = await readOthers();
    const seen = others.map((what) => ({ key: what.serverId, mark: String(what.beat), what }));
    for (const { serverId, beat: last } of sightings.unmoved(seen)) {
      await db.servers.where({ serverId, beat: last }).deleteAndCount();
      for (const missed of listeners) missed();
    }
    live = others.filter(({ serverId }) => sightings.isLive(serverId));
    if (!self.shared && live.some((other) => other.shared || isOlder(other, { ...self, startedAt })))
      stopping.resolve(unshared());
  };
  await beat();
  const beating = repeat(
    beatMs,
    beat,
    (error) => {
      sightings.forget();
      log.warn({ err: error }, 'the heartbeat of this server could not be renewed');
    },
    beatMs,
  );
  return {
    others: () => live.length,
    isAlone: async () => (await readOthers()).length === 0,
    seesAnother,
    onGone: (listener) => void listeners.push(listener),
    mustStop: stopping.promise,
    leave: async () => {
      await beating.stop();
      try {
        await db.servers.where({ serverId: self.serverId }).deleteAndCount();
      } catch (error) {
        log.warn({ err: error }, 'this server could not take itself off the list; others see it by its beat');
      }
    },
  };
}

const isOlder = (other: Pick<ServerRow, 'startedAt' | 'serverId'>, self: Pick<ServerRow, 'startedAt' | 'serverId'>) =>
  other.startedAt < self.startedAt || (+other.startedAt === +self.startedAt && other.serverId < self.serverId);

const unshared = () =>
  new ClusterError(
    'REDIS_URL: another server works on this database. Set it on every server, so that they share their streams, or stop the other one.',
  );

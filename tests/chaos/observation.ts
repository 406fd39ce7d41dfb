import type { RunEvent } from '#shared/run-event.ts';
import type { TurnRow } from '#server/chat/turn-store.ts';
import type { Plan } from './command.ts';
import type { Person } from './person.ts';
import type { Disturbance, Removal, Run } from './round.ts';

/** A turn as it is stored, without the database's own id. */
export type StoredTurn = Omit<TurnRow, '_id'>;

export interface Watched {
  userId: string;
  runId: string;
  server: number;
  seen: readonly { id: string; event: RunEvent }[];
  /** `completed`, `left`, `refused …`, or `watching` where it never ended */
  state: string;
}

export interface UsageSeen {
  userId: string;
  month: string;
  used: number;
  reserved: readonly unknown[];
  held: readonly string[];
  places: number;
}

/** Everything that was seen of one schedule once the world was healed: what the rules are checked against. */
export interface Observation {
  disturbed: ReadonlySet<Disturbance>;
  /** answers that each user had left */
  left: number;
  people: readonly Pick<Person, 'userId' | 'name' | 'usedBefore'>[];
  runs: readonly (Omit<Run, 'person' | 'accepted'> & { userId: string })[];
  removals: readonly Removal[];
  /** the chats that are stored and not deleted */
  sessions: readonly { userId: string; sessionId: string }[];
  /** as stored at the end, deleted ones too */
  turns: readonly StoredTurn[];
  /** as stored now and then meanwhile, oldest first */
  samples: readonly (readonly StoredTurn[])[];
  usage: readonly UsageSeen[];
  /** what servers say of users' chats */
  shown: readonly { userId: string; used: number; held: number }[];
  watched: readonly Watched[];
  asked: readonly { tag: string; n: number; plan: Plan; whole: string; isOpen: boolean }[];
  redisKeys: readonly { key: string; ttlSeconds: number }[];
  /** what servers printed, one line each */
  lines: readonly string[];
  unready: readonly string[];
  /** what did not come to its end in time */
  stuck: readonly string[];
}

/** How a stored run ended; undefined where it has not, or is not stored. */
export const endedOf = ({ turns }: Observation, userId: string, runId: string) =>
  turns.find((turn) => turn.userId === userId && turn.runIds.includes(runId))?.ended.find((run) => run.runId === runId);

/** The answer that a run stored. */
export const answerOf = ({ turns }: Observation, userId: string, runId: string) =>
  turns
    .find((turn) => turn.userId === userId && turn.runIds.includes(runId))
    ?.answers.find((answer) => answer.runId === runId);

/** Whether somebody deleted a turn, or its chat, restored or not. */
export const wasRemoved = (
  { removals }: Observation,
  { userId, turnId, sessionId }: { userId: string; turnId: string; sessionId: string },
): boolean =>
  removals.some(
    (removal) =>
      removal.userId === userId &&
      (removal.turnId === turnId || (removal.turnId === null && removal.sessionId === sessionId)),
  );

/** Every turn that was ever seen stored, as it was seen last. */
export function everStored({ samples, turns }: Observation): StoredTurn[] {
  const known = new Map<string, StoredTurn>();
  for (const turn of [...samples.flat(), ...turns]) known.set(`${turn.userId}/${turn.turnId}`, turn);
  return [...known.values()];
}

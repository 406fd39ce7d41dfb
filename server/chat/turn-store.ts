import { type Db, field, present } from '#server/database/client.ts';
import type { Models } from '../../prisma/contract.d.ts';
import { unswept } from '#server/database/deletion-marks.ts';
import { findSession } from './session-store.ts';

export type TurnRow = Models.unbound_Turn;
export type AnswerRow = TurnRow['answers'][number];
export type EndedRunRow = TurnRow['ended'][number];

/** A turn as users see it: none where it or its session was deleted. */
export const findTurn = async (db: Db, userId: string, turnId: string): Promise<TurnRow | null> =>
  seen(db, await db.turns.where({ userId, turnId }).where(present).first());

/** The turn that a run belongs to, running or ended, as users see it: none where it or its session was deleted. */
export const findTurnOfRun = async (db: Db, userId: string, runId: string): Promise<TurnRow | null> =>
  seen(db, await db.turns.where({ userId }).where(present).where(field.eq('runIds', runId)).first());

/** A session is deleted by one mark of its own, which hides its turns. */
const seen = async (db: Db, turn: TurnRow | null): Promise<TurnRow | null> =>
  turn !== null && (await findSession(db, turn.userId, turn.sessionId)) !== null ? turn : null;

/** The turn that a run belongs to, deleted or not: a run ends and is settled wherever its turn is, until it is swept. */
export const findStoredTurnOfRun = async (db: Db, userId: string, runId: string): Promise<TurnRow | null> =>
  db.turns.where({ userId }).where(unswept).where(field.eq('runIds', runId)).first();

/** The turn that has used an id for a run, also one of which only its ids are left. */
export const findTurnThatUsed = async (db: Db, userId: string, runId: string): Promise<TurnRow | null> =>
  db.turns.where({ userId }).where(field.eq('runIds', runId)).first();

export interface NewTurn {
  turnId: string;
  sessionId: string;
  question: string;
  source: TurnRow['source'];
  scope: TurnRow['scope'];
}

/** What a run is stored with. */
export interface RunStart {
  /** the quota's month that it belongs to */
  month: string;
  /** the server that runs it */
  owner: string;
  now: Date;
}

/** A run's owner is its first; whoever takes the run over raises it. */
export const firstAttempt = 1;

const started = (runId: string, { month, owner, now }: RunStart) => ({
  runId,
  attempt: firstAttempt,
  beat: 0,
  owner,
  stop: null,
  month,
  acceptedAt: now,
});

/** Stores a question with its first run, whose id is the turn's. Rejects where the id is taken. */
export const insertTurn = async (db: Db, userId: string, turn: NewTurn, start: RunStart): Promise<TurnRow> =>
  db.turns.create({
    userId,
    ...turn,
    status: 'running',
    running: started(turn.turnId, start),
    runIds: [turn.turnId],
    ended: [],
    answers: [],
    current: 0,
    error: null,
    createdAt: start.now,
    deletedAt: null,
  });

/** Gives a turn that rests another run. Null where it was given one since it was looked at, or it is gone. */
export const startRun = async (
  db: Db,
  { userId, turnId, runIds }: Pick<TurnRow, 'userId' | 'turnId' | 'runIds'>,
  runId: string,
  start: RunStart,
): Promise<TurnRow | null> =>
  db.turns
    .where({ userId, turnId })
    .where(present)
    .where(field.isNull('running'))
    .where(field.of('runIds', '$size', runIds.length))
    .update((f) => [
      f.status.set('running'),
      f.running.set(started(runId, start)),
      f.runIds.push(runId),
      f.error.set(null),
    ]);

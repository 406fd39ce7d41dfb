import { type Db, field, present } from '#server/database/client.ts';
import type { Models } from '../../prisma/contract.d.ts';

export type TurnRow = Models.unbound_Turn;
export type AnswerRow = TurnRow['answers'][number];
export type EndedRunRow = TurnRow['ended'][number];

export const findTurn = async (db: Db, userId: string, turnId: string): Promise<TurnRow | null> =>
  db.turns.where({ userId, turnId }).where(present).first();

/** The turn that a run belongs to, running or ended, as users see it: none where it was deleted. */
export const findTurnOfRun = async (db: Db, userId: string, runId: string): Promise<TurnRow | null> =>
  db.turns.where({ userId }).where(present).where(field.eq('runIds', runId)).first();

/** The turn that a run belongs to, deleted or not: a run ends and is settled wherever its turn is. */
export const findStoredTurnOfRun = async (db: Db, userId: string, runId: string): Promise<TurnRow | null> =>
  db.turns.where({ userId }).where(field.eq('runIds', runId)).first();

export interface NewTurn {
  turnId: string;
  sessionId: string;
  question: string;
  source: TurnRow['source'];
  scope: TurnRow['scope'];
}

/** Stores a question with its first run, whose id is the turn's. Rejects where the id is taken. */
export const insertTurn = async (db: Db, userId: string, turn: NewTurn, month: string, now: Date): Promise<TurnRow> =>
  db.turns.create({
    userId,
    ...turn,
    status: 'running',
    running: { runId: turn.turnId, attempt: 1, beat: 0, owner: null, stop: null, month, acceptedAt: now },
    runIds: [turn.turnId],
    ended: [],
    answers: [],
    current: 0,
    error: null,
    createdAt: now,
    deletedAt: null,
  });

/** Gives a turn that rests another run. Null where one runs already or the turn is gone. */
export const startRun = async (
  db: Db,
  userId: string,
  turnId: string,
  runId: string,
  month: string,
  now: Date,
): Promise<TurnRow | null> =>
  db.turns
    .where({ userId, turnId })
    .where(present)
    .where(field.isNull('running'))
    .update((f) => [
      f.status.set('running'),
      f.running.set({ runId, attempt: 1, beat: 0, owner: null, stop: null, month, acceptedAt: now }),
      f.runIds.push(runId),
      f.error.set(null),
    ]);

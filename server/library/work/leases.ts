import { field } from '#server/database/client.ts';
import { givenBack, gotOn, type Hold, isHeld, kept, putOff, taken } from './hold.ts';
import type { Subject } from './work-loop.ts';

/** A condition on rows. */
type Condition = ReturnType<typeof field.in>;

/** Work that waits in a collection, a row for each document. `Changes` are what is written along. */
export interface WorkRows<Row extends Subject, Changes> {
  holdOf(row: Row): Hold;
  find(subject: Subject): Promise<Row | null>;
  /** The row to begin with, of those that may be begun now. */
  next(users: Condition, now: Date): Promise<Row | null>;
  /** Writes who has the work, where the row still waits and stands as it was `seen`; else null. */
  take(seen: Row, hold: Hold): Promise<Row | null>;
  /** Writes where `by` still has the work; null where it has not, or the work is not wanted any more. */
  write(subject: Subject, by: string, hold: Hold, changes?: Changes): Promise<Row | null>;
  /** Notes that the work is done or given up; null as for `write`. */
  end(subject: Subject, by: string, now: Date, changes?: Changes): Promise<Row | null>;
  /** Gives back what anybody has. */
  freeAll(now: Date): Promise<void>;
}

/** The right to work on a document: what is written under it is refused once another has it. */
export interface Lease<Row extends Subject> {
  by: string;
  /** as it was when it was last written under the lease */
  row: Row;
}

/** One way to take, keep and end work, whatever it is. */
export interface Leases<Row extends Subject, Changes = never> {
  /**
   * Takes what waits and nobody works on.
   *
   * @param by   names the attempt
   * @param busy users whose documents are being worked on now: others go first
   */
  take(by: string, busy: readonly string[]): Promise<Lease<Row> | null>;
  /** Renews a lease, and writes. @returns null where it is lost */
  keep(lease: Lease<Row>, changes?: Changes): Promise<Row | null>;
  /** Renews the lease of work that got on, and writes. @returns null where it is lost */
  advance(lease: Lease<Row>, changes?: Changes): Promise<Row | null>;
  /** The work is done, or given up. @returns null where the lease was lost */
  end(lease: Lease<Row>, changes?: Changes): Promise<Row | null>;
  /** Gives the work back undone, through no fault of its own, to be begun again in `ms`. */
  giveBack(lease: Lease<Row>, ms?: number): Promise<void>;
  /** Gives back work that failed, to be begun again in `ms`. */
  putOff(lease: Lease<Row>, ms: number): Promise<void>;
  /** How often the work was begun since it last got on, this time included. */
  attempts(lease: Lease<Row>): number;
  /** Gives back everything, where nobody else can be at work. */
  freeAll(): Promise<void>;
  /** Whether somebody works on a document now. */
  isHeld(subject: Subject): Promise<boolean>;
}

export function openLeases<Row extends Subject, Changes>(
  rows: WorkRows<Row, Changes>,
  now: () => Date,
): Leases<Row, Changes> {
  const write = async (lease: Lease<Row>, hold: Hold, changes?: Changes): Promise<Row | null> => {
    const row = await rows.write(lease.row, lease.by, hold, changes);
    if (row !== null) lease.row = row;
    return row;
  };
  const holdOf = ({ row }: Lease<Row>): Hold => rows.holdOf(row);
  return {
    take: async (by, busy) => {
      for (;;) {
        const seen =
          (await rows.next(field.nin('userId', [...busy]), now())) ??
          (busy.length > 0 ? await rows.next(field.in('userId', [...busy]), now()) : null);
        if (seen === null) return null;
        const row = await rows.take(seen, taken(rows.holdOf(seen), by, now()));
        if (row !== null) return { by, row };
      }
    },
    keep: (lease, changes) => write(lease, kept(holdOf(lease), now()), changes),
    advance: (lease, changes) => write(lease, kept(gotOn(holdOf(lease)), now()), changes),
    end: (lease, changes) => rows.end(lease.row, lease.by, now(), changes),
    giveBack: async (lease, ms = 0) => void (await write(lease, givenBack(holdOf(lease), now(), ms))),
    putOff: async (lease, ms) => void (await write(lease, putOff(holdOf(lease), now(), ms))),
    attempts: (lease) => holdOf(lease).attempts,
    freeAll: () => rows.freeAll(now()),
    isHeld: async (subject) => {
      const row = await rows.find(subject);
      return row !== null && isHeld(rows.holdOf(row), now());
    },
  };
}

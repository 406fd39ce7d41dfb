import { Failure } from '#shared/failure.ts';

/** A place in a list ordered by time and id: what came last. */
export interface Place {
  at: Date;
  id: string;
}

/** Opaque to clients. */
export const encodeCursor = ({ at, id }: Place): string => `${at.getTime().toString(36)}.${id}`;

/** @throws Failure BAD_REQUEST */
export function decodeCursor(cursor: string): Place {
  const [, time, id] = /^([0-9a-z]{1,9})\.([0-9a-f]{24})$/.exec(cursor) ?? [];
  if (time === undefined || id === undefined)
    throw new Failure('BAD_REQUEST', 'The cursor is not one that a list gave.');
  return { at: new Date(Number.parseInt(time, 36)), id };
}

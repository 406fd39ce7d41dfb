import type { Db as NativeDb } from 'mongodb';
import type { User } from './user.ts';

/** What somebody stands on who is let in for longer than one request. */
export interface Pass {
  user: User;
  kind: PassKind;
  /** the session's token, or the hash of a personal token */
  key: string;
}

type PassKind = 'session' | 'token';

/** Tells of those passes, all of one kind, that still hold: their keys, each with its user. */
type FindHolding = (native: NativeDb, keys: readonly string[]) => Promise<Map<string, string>>;

/** Sessions that are there and have not run out; one look at an index, however many are asked for. */
const holdingSessions: FindHolding = async (native, keys) => {
  const rows = await native
    .collection('auth_sessions')
    .find({ token: { $in: [...keys] }, expiresAt: { $gt: new Date() } }, { projection: { token: 1, userId: 1 } })
    .toArray();
  return new Map(rows.map((row) => [String(row['token']), String(row['userId'])]));
};

/** Personal tokens that are not revoked. */
const holdingTokens: FindHolding = async (native, keys) => {
  const rows = await native
    .collection('tokens')
    .find({ hash: { $in: [...keys] } }, { projection: { hash: 1, userId: 1 } })
    .toArray();
  return new Map(rows.map((row) => [String(row['hash']), String(row['userId'])]));
};

const find: Record<PassKind, FindHolding> = { session: holdingSessions, token: holdingTokens };

/**
 * Those of the given passes that hold no longer: signed out, revoked, run out, or of another user by now. Nothing is
 * remembered between two looks, so that what another server ended counts at once.
 */
export async function endedPasses<P extends Pass>(native: NativeDb, passes: readonly P[]): Promise<P[]> {
  const kinds: PassKind[] = ['session', 'token'];
  const looks = kinds.map(async (kind) => {
    const asked = passes.filter((pass) => pass.kind === kind);
    if (asked.length === 0) return [];
    const holding = await find[kind](native, [...new Set(asked.map(({ key }) => key))]);
    return asked.filter(({ key, user }) => holding.get(key) !== user.userId);
  });
  return (await Promise.all(looks)).flat();
}

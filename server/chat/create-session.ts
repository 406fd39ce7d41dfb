import type { z } from 'zod';
import { Failure } from '#shared/failure.ts';
import { newId } from '#shared/ids.ts';
import type { createSessionInput, Session } from '#shared/session.ts';
import { bind } from './bind.ts';
import type { ChatDeps } from './deps.ts';
import { findNamed } from './find-named.ts';
import { nameSession } from './name-session.ts';
import { bindingOf } from './session-bindings.ts';
import { putSession, viewSession } from './session-store.ts';

/**
 * Makes a session. The same id again with the same fields is that session.
 *
 * @throws Failure NOT_FOUND (class, document), CONFLICT (id taken with other fields)
 */
export async function createSession(
  deps: ChatDeps,
  userId: string,
  input: z.output<typeof createSessionInput>,
): Promise<Session> {
  const binding = bind({ classId: null, documentId: null }, await findNamed(deps, userId, input));
  const wanted = {
    sessionId: input.sessionId ?? newId(deps.clock().getTime()),
    ...binding,
    name: input.name ?? nameSession(input.source, binding.documentId !== null, null),
    source: input.source,
    ephemeral: input.ephemeral ?? binding.documentId !== null,
  };
  const row = await putSession(deps.db, userId, wanted, deps.clock());
  const bound = await bindingOf(deps.db, row);
  const isSame =
    row.deletedAt === null &&
    bound.classId === wanted.classId &&
    bound.documentId === wanted.documentId &&
    row.name === wanted.name &&
    row.source === wanted.source &&
    row.ephemeral === wanted.ephemeral;
  if (!isSame) throw new Failure('CONFLICT', 'A chat with this id exists already.');
  const session = await viewSession(deps.db, row);
  await deps.events.publish(userId, { type: 'session.changed', session });
  return session;
}

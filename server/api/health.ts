import type { ServerResponse } from 'node:http';
import { Failure } from '#shared/failure.ts';
import { refuse } from './refuse.ts';
import { replyJson } from './reply.ts';

const answerMs = 2_000;

/** Something that a server stands on. */
export interface Foundation {
  /** as it is called in a sentence: `the database` */
  name: string;
  /** Rejects where it does not answer. */
  ping: () => Promise<unknown>;
}

/** Alive: this process answers. */
export const replyAlive = (res: ServerResponse): void => replyJson(res, 200, { status: 'ok' });

/** Ready: what it stands on answers too. */
export async function replyReady(res: ServerResponse, ready: () => Promise<void>): Promise<void> {
  try {
    await ready();
  } catch (cause) {
    refuse(res, cause instanceof Failure ? cause : new Failure('UNAVAILABLE', 'The server is not ready.', { cause }));
    return;
  }
  replyJson(res, 200, { status: 'ok' });
}

/**
 * Resolves where all of these answer within 2 s.
 *
 * @throws Failure UNAVAILABLE that names those that do not
 */
export async function allAnswer(foundations: readonly Foundation[]): Promise<void> {
  const answers = await Promise.all(
    foundations.map(async ({ name, ping }) => ((await doesAnswer(ping)) ? null : name)),
  );
  const away = answers.filter((name) => name !== null);
  if (away.length === 0) return;
  const names = away.join(' and ');
  throw new Failure(
    'UNAVAILABLE',
    `${names.charAt(0).toUpperCase()}${names.slice(1)} ${away.length === 1 ? 'does' : 'do'} not answer.`,
  );
}

function doesAnswer(ping: () => Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const tooLong = setTimeout(() => resolve(false), answerMs);
    ping()
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(tooLong));
  });
}

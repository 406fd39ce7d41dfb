import type { Db as NativeDb } from 'mongodb';
import type { Config } from '#server/config.ts';
import type { Log } from '#server/observe/log.ts';
import { createTries, keyOf } from '../tries.ts';
import { type LetterKind, writeLetter } from './letters.ts';

/** Brings links to people: by mail, or, where none is set, to whoever reads the log. */
export interface Post {
  readonly byMail: boolean;
  /** Sends in the background: who asks must not learn by the time it takes whether an address is known. */
  send(kind: LetterKind, to: string, link: string): void;
  /** Resolves when what was on its way is sent, or has failed. */
  close(): Promise<void>;
}

/** nobody's mailbox is filled by others: what comes beyond is dropped */
const perAddress = { most: 6, windowMs: 3_600_000 };
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

export async function openPost({ SMTP_URL, MAIL_FROM }: Config, native: NativeDb, log: Log): Promise<Post> {
  if (SMTP_URL === undefined)
    return {
      byMail: false,
      send: (_kind, email, link) =>
        log.info({ email, link }, 'a new password was asked for; pass the link on, it is good for an hour'),
      close: async () => {},
    };
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({ url: SMTP_URL, ...patience });
  const tries = createTries(native, Date.now);
  const underway = new Set<Promise<void>>();

  async function deliver(kind: LetterKind, to: string, link: string): Promise<void> {
    try {
      const counted = await tries.take({ key: keyOf('mail', to), ...perAddress });
      if ('retryAt' in counted) log.warn({ kind }, 'a mail was not sent: too many went to the same address');
      else await transport.sendMail({ from: MAIL_FROM, to, ...writeLetter(kind, link) });
    } catch (error) {
      log.error({ kind, err: error }, 'a mail could not be sent');
    }
  }

  return {
    byMail: true,
    send: (kind, to, link) => {
      const work = deliver(kind, to, link).finally(() => underway.delete(work));
      underway.add(work);
    },
    close: async () => {
      await Promise.all(underway);
      transport.close();
    },
  };
}

import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Letter {
  to: string;
  from: string;
  subject: string;
  text: string;
  /** the first address in it */
  link: string;
}

export interface MailServer extends AsyncDisposable {
  /** what SMTP_URL is set to */
  url: string;
  readonly letters: readonly Letter[];
  /** The next letter that nobody has taken yet, to this address. */
  next(to: string): Promise<Letter>;
}

/** A mail server on this machine that keeps what it is sent. */
export async function startMailServer(): Promise<MailServer> {
  const letters: Letter[] = [];
  const untaken: Letter[] = [];
  const heard = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const letter = read(Buffer.concat(chunks).toString(), session.envelope.rcptTo[0]?.address ?? '');
        letters.push(letter);
        untaken.push(letter);
        done();
        for (const listener of heard) listener();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    next: (to) =>
      new Promise((resolve) => {
        const look = (): void => {
          const at = untaken.findIndex((letter) => letter.to === to);
          const [letter] = at < 0 ? [] : untaken.splice(at, 1);
          if (letter === undefined) return;
          heard.delete(look);
          resolve(letter);
        };
        heard.add(look);
        look();
      }),
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function read(raw: string, to: string): Letter {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ');
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? '';
  const body = raw.slice(end + 4);
  const text = header('content-transfer-encoding') === 'quoted-printable' ? fromQuotedPrintable(body) : body;
  return { to, from: header('from'), subject: header('subject'), text, link: /https?:\S+/.exec(text)?.[0] ?? '' };
}

const fromQuotedPrintable = (text: string): string =>
  text
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));

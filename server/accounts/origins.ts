import type { Config } from '#server/config.ts';

/** The origins whose pages may use this server with a cookie. */
export interface Origins {
  /** where users find the server; links are made with it */
  readonly main: string;
  readonly all: readonly string[];
  /** origins that are not the server's own, so their pages need leave to read its answers */
  readonly guests: readonly string[];
  /** Says where the server listens, once it does. */
  listensOn(port: number): void;
  trusts(origin: string): boolean;
}

type OriginConfig = Pick<Config, 'HOST' | 'PORT' | 'PUBLIC_URL' | 'ALLOWED_ORIGINS'>;

const anyAddress = new Set(['0.0.0.0', '::']);

/** Whether a host name or address reaches this machine only. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/**
 * PUBLIC_URL, ALLOWED_ORIGINS and the addresses that the server listens on. A server on every interface (0.0.0.0) does
 * not know its names: without PUBLIC_URL it is used on this machine only.
 */
export function createOrigins(config: OriginConfig): Origins {
  const guests = config.ALLOWED_ORIGINS.map(normal);
  let own = ownOrigins(config, config.PORT);
  return {
    get main() {
      return own[0] ?? 'http://localhost';
    },
    get all() {
      return [...own, ...guests];
    },
    guests,
    listensOn: (port) => {
      own = ownOrigins(config, port);
    },
    trusts: (origin) => own.includes(origin) || guests.includes(origin),
  };
}

function ownOrigins({ HOST, PUBLIC_URL }: OriginConfig, port: number): string[] {
  const everywhere = anyAddress.has(HOST);
  const local = everywhere || isLoopback(HOST) ? ['127.0.0.1', 'localhost', '[::1]'] : [];
  const named = everywhere ? [] : [HOST.includes(':') ? `[${HOST}]` : HOST];
  const listening = [...named, ...local].map((host) => new URL(`http://${host}:${port}`).origin);
  return [...new Set([...(PUBLIC_URL === undefined ? [] : [new URL(PUBLIC_URL).origin]), ...listening])];
}

/** An origin as browsers write it; schemes that the web does not know (chrome-extension:) stay as they are. */
function normal(origin: string): string {
  const parsed = URL.canParse(origin) ? new URL(origin).origin : 'null';
  return parsed === 'null' ? origin.replace(/\/+$/, '') : parsed;
}

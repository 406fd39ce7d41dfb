import { resolve } from 'node:path';
import { z } from 'zod';

const whole = (fallback: number, min: number, max: number) =>
  z.coerce
    .number(`a whole number from ${min} to ${max}`)
    .int(`a whole number from ${min} to ${max}`)
    .min(min, `a whole number from ${min} to ${max}`)
    .max(max, `a whole number from ${min} to ${max}`)
    .default(fallback);
const webUrl = z.url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' });
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

const variables = z.object({
  // where the server listens; with an address other than loopback, guests need GUESTS=on
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(3000, 0, 65_535),
  // the address that users see, where a proxy stands before the server
  PUBLIC_URL: webUrl.optional(),
  // how many proxies stand before the server, so that the client's address can be read from X-Forwarded-For
  TRUST_PROXY: whole(0, 0, 10),
  // other origins whose pages may use the server with a cookie, separated by commas
  ALLOWED_ORIGINS: list.default([]),
  // documents, and the embedded database where DATABASE_URL is not set
  DATA_DIR: z
    .string()
    .min(1)
    .default('./data')
    .transform((path) => resolve(path)),
  // MongoDB; not set: the embedded database
  DATABASE_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'an address that begins with mongodb:// or mongodb+srv://')
    .optional(),
  // documents' files in a bucket of S3, of its own; not set: in DATA_DIR
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket: 3 to 63 of a-z, 0-9, - and .')
    .optional(),
  // a server that speaks S3's protocol; not set: Amazon's
  S3_ENDPOINT: webUrl.optional(),
  S3_REGION: z.string().min(1).optional(),
  // neither set: whoever this machine is to Amazon
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  // Redis: several servers share streams, stops and limits over it; not set: one server, in its memory
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'an address that begins with redis:// or rediss://')
    .optional(),
  // signs sessions; not set: made once and kept in the database
  AUTH_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  // closed ends sign-ups
  SIGN_UP: z.enum(['open', 'closed'], 'open or closed').default('open'),
  // lets people in without an account; not set: on where the server listens on loopback only
  GUESTS: z.enum(['on', 'off'], 'on or off').optional(),
  // sign-in by Google; both, and at Google the address <PUBLIC_URL>/api/auth/callback/google for the way back
  GOOGLE_CLIENT_ID: z.string().min(1).optional(),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
  // sends the mails of accounts, whose addresses are then to be confirmed; not set: links stand in the log
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/./, 'an address that begins with smtp:// or smtps://')
    .optional(),
  // whom its mails come from: an address, or a name and an address
  MAIL_FROM: z
    .string()
    .regex(/^([^<>\p{Cc}]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u, 'an address, or Name <address>')
    .optional(),
  // OpenAI, or any server that speaks its API; neither set: the offline model
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: webUrl.optional(),
  OPENAI_MODEL: z.string().min(1).default('gpt-4o-mini'),
  // writes study guides and summaries; not set: OPENAI_MODEL
  OPENAI_GUIDE_MODEL: z.string().min(1).optional(),
  // a small model that decides which way a question goes where the rules cannot; not set: none
  OPENAI_ROUTER_MODEL: z.string().min(1).optional(),
  // turns passages into vectors, so that search finds other words too; not set: keyword search only
  OPENAI_EMBEDDING_MODEL: z.string().min(1).optional(),
  // exact compares with every vector in scope; atlas asks MongoDB Atlas, which needs an index (docs/operations.md)
  VECTOR_SEARCH: z.enum(['exact', 'atlas'], 'exact or atlas').default('exact'),
  // tokens per minute that the whole installation may use
  OPENAI_TPM_LIMIT: whole(180_000, 1_000, 1_000_000_000),
  // answers per month and stored documents on the free plan
  FREE_CHATS_PER_MONTH: whole(25, 0, 1_000_000),
  FREE_DOCUMENTS: whole(3, 0, 2_000),
  // the largest file that is taken, in megabytes
  MAX_FILE_MB: whole(50, 1, 2_000),
  // memory for search indexes, in megabytes
  SEARCH_CACHE_MB: whole(512, 16, 65_536),
  // false: an answer comes in one piece when it is done
  ENABLE_STREAMING: z
    .enum(['true', 'false'], 'true or false')
    .default('true')
    .transform((text) => text === 'true'),
  // a model that sends nothing for this long has failed; a run that takes this long in all, too
  STREAM_IDLE_TIMEOUT_MS: whole(60_000, 100, 3_600_000),
  RUN_TIMEOUT_MS: whole(600_000, 1_000, 3_600_000),
  // how long running answers may go on after SIGTERM
  SHUTDOWN_GRACE_MS: whole(25_000, 0, 600_000),
  // lets whoever brings it read /metrics; not set: loopback only
  METRICS_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
});

export type Config = z.output<typeof variables>;
export const variableNames = Object.keys(variables.shape);

/** A wrong setting; `message` has one line per variable that says what it should be. */
export class ConfigError extends Error {}

/**
 * Reads every setting. An empty variable counts as not set.
 *
 * @throws ConfigError
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = variables.safeParse(set);
  const wrong = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: should be ${issue.message}`);
  const lacking = parsed.success ? lacksOf(parsed.data) : [];
  if (!parsed.success || lacking.length > 0) throw new ConfigError([...wrong, ...lacking].join('\n'));
  return parsed.data;
}

/** Settings that mean nothing without another. */
function lacksOf(config: Config): string[] {
  const lacks: string[] = [];
  if (config.OPENAI_EMBEDDING_MODEL && !config.OPENAI_API_KEY && !config.OPENAI_BASE_URL)
    lacks.push('OPENAI_EMBEDDING_MODEL: should come with OPENAI_API_KEY or OPENAI_BASE_URL');
  if (config.VECTOR_SEARCH === 'atlas' && !config.DATABASE_URL)
    lacks.push('VECTOR_SEARCH: should be exact, or come with DATABASE_URL, the address of an Atlas cluster');
  return [...lacks, ...pairs.flatMap((pair) => halfOf(config, pair)), ...s3LacksOf(config)];
}

const pairs = [
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['SMTP_URL', 'MAIL_FROM'],
] as const;

/** Of two settings that come together, the one that stands alone. */
function halfOf(config: Config, pair: readonly [keyof Config, keyof Config]): string[] {
  const [missing] = pair.filter((name) => config[name] === undefined);
  const [given] = pair.filter((name) => config[name] !== undefined);
  return missing === undefined || given === undefined ? [] : [`${given}: should come with ${missing}`];
}

const s3Variables = ['S3_ENDPOINT', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

function s3LacksOf(config: Config): string[] {
  if (config.S3_BUCKET === undefined)
    return s3Variables
      .filter((name) => config[name] !== undefined)
      .map((name) => `${name}: should come with S3_BUCKET`);
  const lacks: string[] = [];
  if (config.S3_ENDPOINT === undefined && config.S3_REGION === undefined)
    lacks.push('S3_BUCKET: should come with S3_REGION, or with S3_ENDPOINT where it is not at Amazon');
  const keys = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
  lacks.push(...halfOf(config, keys));
  if (keys.every((name) => config[name] === undefined) && config.S3_ENDPOINT !== undefined)
    lacks.push('S3_ENDPOINT: should come with S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY');
  return lacks;
}

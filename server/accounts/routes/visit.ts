import type { Database } from '#server/database/client.ts';
import type { Config } from '#server/config.ts';
import type { AuthForm } from '../auth-form.ts';
import type { BetterAuth } from '../better-auth.ts';
import type { Credentials, SignedIn } from '../guard.ts';
import type { Links } from '../links.ts';
import type { Post } from '../mail/post.ts';
import type { Origins } from '../origins.ts';

/** What the account routes work with. */
export interface Accounts {
  auth: BetterAuth;
  database: Database;
  config: Config;
  origins: Origins;
  post: Post;
  links: Links;
  /** whether guests are let in */
  guests: boolean;
  /** Removes everything that belongs to a user, the account first. May be repeated. */
  removeUser: (userId: string) => Promise<void>;
}

/** One request to an account route. */
export interface Visit {
  /** below /api/auth, without the query */
  path: string;
  query: URLSearchParams;
  form: AuthForm;
  credentials: Credentials;
  signedIn: SignedIn | null;
  /** Has better-auth answer, this request or another one in its place. */
  pass: (instead?: { path: string; body: object }) => Promise<Response>;
}

export type AccountRoute = (accounts: Accounts, visit: Visit) => Promise<Response>;

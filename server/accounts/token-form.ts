import { createHash, randomBytes } from 'node:crypto';

/** `fn_` and 32 random bytes: nothing of better-auth's looks like it. */
const tokenForm = /^fn_[A-Za-z0-9_-]{43}$/;

export const isPersonalToken = (token: string | undefined): token is string =>
  token !== undefined && tokenForm.test(token);

export const newPersonalToken = (): string => `fn_${randomBytes(32).toString('base64url')}`;

/** What is stored of a token: it is random throughout, so one round of SHA-256 is enough. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Said wherever a program asks for what belongs to an account: its tokens, its password, its sessions. */
export const withoutAccountRights = 'A personal token has no account rights. Sign in to do this.';

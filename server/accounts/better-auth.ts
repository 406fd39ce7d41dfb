import { mongodbAdapter } from 'better-auth/adapters/mongodb';
import { betterAuth } from 'better-auth/minimal';
import { anonymous } from 'better-auth/plugins/anonymous';
import { bearer } from 'better-auth/plugins/bearer';
import { ObjectId, type Db as NativeDb } from 'mongodb';
import type { Config } from '#server/config.ts';
import type { Log } from '#server/observe/log.ts';
import { googleBecomes } from './google-guest.ts';
import type { Post } from './mail/post.ts';
import type { Origins } from './origins.ts';

export const cookiePrefix = 'footnote';
export const passwordLength = { min: 8, max: 128 };

export type BetterAuth = ReturnType<typeof openBetterAuth>;

interface Parts {
  native: NativeDb;
  origins: Origins;
  config: Pick<Config, 'SIGN_UP' | 'GOOGLE_CLIENT_ID' | 'GOOGLE_CLIENT_SECRET'>;
  post: Post;
  log: Log;
  secret: string;
  passwords: PasswordHashing | undefined;
}

/** How passwords are kept; better-auth's own way (scrypt) where none is given. */
export interface PasswordHashing {
  hash(password: string): Promise<string>;
  verify(given: { hash: string; password: string }): Promise<boolean>;
}

/** What of better-auth nobody needs here: tokens of Google, links to a second account, pages of its own. */
const disabledPaths = [
  '/link-social',
  '/unlink-account',
  '/get-access-token',
  '/refresh-token',
  '/account-info',
  '/update-session',
  '/error',
];

/** better-auth over our database: who may do what around it is decided in auth.ts. */
export function openBetterAuth({ native, origins, config, post, log, secret, passwords }: Parts) {
  const linkTo = (path: string, token: string): string => `${origins.main}${path}?token=${encodeURIComponent(token)}`;
  return betterAuth({
    appName: 'Footnote',
    baseURL: origins.main,
    basePath: '/api/auth',
    secret,
    trustedOrigins: () => [...origins.all],
    disabledPaths,
    // without a client it uses no transactions, which a standalone and the embedded database do not have
    database: mongodbAdapter(native),
    user: { modelName: 'auth_users' },
    session: { modelName: 'auth_sessions' },
    // linked only where Google and this installation have both seen the address confirmed: better-auth's own rule
    account: { modelName: 'auth_accounts', updateAccountOnSignIn: false },
    verification: { modelName: 'auth_verifications' },
    emailAndPassword: {
      enabled: true,
      ...(passwords && { password: passwords }),
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      requireEmailVerification: post.byMail,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => post.send('reset', user.email, linkTo('/reset-password', token)),
      onPasswordReset: async ({ user }) => {
        // the link came by mail, so the address is confirmed
        if (post.byMail) await confirmAddress(native, user.id);
      },
      onExistingUserSignUp: async ({ user }) => post.send('known', user.email, `${origins.main}/forgot-password`),
    },
    ...(post.byMail && {
      emailVerification: {
        expiresIn: 24 * 3_600,
        sendOnSignIn: true,
        sendVerificationEmail: async ({ user, token }) => post.send('confirm', user.email, linkTo('/confirm', token)),
      },
    }),
    socialProviders: googleOf(config),
    // nobody calls Google in a user's name: its tokens are not kept
    databaseHooks: {
      account: {
        create: {
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null },
          }),
        },
      },
    },
    // a guest who signs in to an account that exists keeps what the guest had: nothing is deleted behind their back
    plugins: [
      anonymous({
        disableDeleteAnonymousUser: true,
        generateName: () => 'Guest',
        onLinkAccount: ({ anonymousUser, newUser }) => googleBecomes(native, anonymousUser.user.id, newUser),
      }),
      bearer(),
    ],
    advanced: {
      cookiePrefix,
      useSecureCookies: origins.main.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      // set, because better-auth drops both checks where it believes to be under test
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { disableIpTracking: true },
    },
    // wrong passwords are counted in wrong-passwords.ts
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    onAPIError: { throw: true, errorURL: '/' },
    logger: {
      level: 'warn',
      log: (level, message, ...details) => log[level]({ details }, message),
    },
  });
}

function googleOf({ GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, SIGN_UP }: Parts['config']) {
  if (GOOGLE_CLIENT_ID === undefined || GOOGLE_CLIENT_SECRET === undefined) return {};
  return {
    google: {
      clientId: GOOGLE_CLIENT_ID,
      clientSecret: GOOGLE_CLIENT_SECRET,
      disableSignUp: SIGN_UP === 'closed',
      prompt: 'select_account' as const,
    },
  };
}

const confirmAddress = (native: NativeDb, userId: string) =>
  native
    .collection('auth_users')
    .updateOne({ _id: ObjectId.createFromHexString(userId) }, { $set: { emailVerified: true } });

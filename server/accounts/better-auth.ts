import { mongodbAdapter } from 'better-auth/adapters/mongodb';
import { betterAuth } from 'better-auth/minimal';
import { anonymous } from 'better-auth/plugins/anonymous';
import { bearer } from 'better-auth/plugins/bearer';
import type { Db as NativeDb } from 'mongodb';
import type { Log } from '#server/observe/log.ts';
import type { Origins } from './origins.ts';

export const cookiePrefix = 'footnote';
export const passwordLength = { min: 8, max: 128 };

export type BetterAuth = ReturnType<typeof openBetterAuth>;

/** better-auth over our database: who may do what around it is decided in auth.ts. */
export function openBetterAuth(native: NativeDb, origins: Origins, log: Log, secret: string) {
  return betterAuth({
    appName: 'Footnote',
    baseURL: origins.main,
    basePath: '/api/auth',
    secret,
    trustedOrigins: () => [...origins.all],
    // without a client it uses no transactions, which a standalone and the embedded database do not have
    database: mongodbAdapter(native),
    user: { modelName: 'auth_users' },
    session: { modelName: 'auth_sessions' },
    account: { modelName: 'auth_accounts' },
    verification: { modelName: 'auth_verifications' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => {
        const link = `${origins.main}/reset-password?token=${encodeURIComponent(token)}`;
        log.info({ email: user.email, link }, 'a new password was asked for; pass the link on, it is good for an hour');
      },
    },
    // a guest who signs in to an account that exists keeps what the guest had: nothing is deleted behind their back
    plugins: [anonymous({ disableDeleteAnonymousUser: true, generateName: () => 'Guest' }), bearer()],
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
    onAPIError: { throw: true },
    logger: {
      level: 'warn',
      log: (level, message, ...details) => log[level]({ details }, message),
    },
  });
}

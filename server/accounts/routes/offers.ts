import type { AccountRoute } from './visit.ts';

/** What this installation offers to whoever stands at its door. */
export const offers: AccountRoute = async ({ config, guests, post }) =>
  Response.json({
    guests,
    signUp: config.SIGN_UP === 'open',
    google: config.GOOGLE_CLIENT_ID !== undefined,
    mail: post.byMail,
  });

import { hash as digest, timingSafeEqual } from 'node:crypto';
import { verifyPassword } from 'better-auth/crypto';
import type { PasswordHashing } from '#server/accounts/better-auth.ts';

const mark = 'cheap:';
const cheap = (password: string): string => mark + digest('sha256', password);

/**
 * For tests that make people to do something else: a good hash takes 0.2 s of a processor, and there are thousands of
 * them. What was hashed the real way is verified the real way.
 */
export const cheapPasswords: PasswordHashing = {
  hash: async (password) => cheap(password),
  verify: async ({ hash, password }) =>
    hash.startsWith(mark)
      ? timingSafeEqual(Buffer.from(hash), Buffer.from(cheap(password)))
      : verifyPassword({ hash, password }),
};

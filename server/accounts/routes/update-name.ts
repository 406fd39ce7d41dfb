import { refusal } from '../refusal.ts';
import type { AccountRoute } from './visit.ts';

/** Of what is known about a user only the name is theirs to set here. */
export const updateName: AccountRoute = async (_accounts, { form, path, pass }) =>
  typeof form.name === 'string'
    ? pass({ path, body: { name: form.name } })
    : refusal(400, 'INVALID_NAME', 'A name has 1 to 80 characters.');

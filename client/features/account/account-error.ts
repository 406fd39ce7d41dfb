import { copy } from '../../copy/en.ts';

const words = copy.account;

/** The field of a form that a refusal is about. */
export type FieldName = 'name' | 'email' | 'password' | 'newPassword';

interface Refusal {
  message: string;
  field?: FieldName;
}

/** Refused by the account routes; the message is meant for the user. */
export class AccountError extends Error {
  readonly code: string;
  /** the form's field that it is about; null for all of it */
  readonly field: FieldName | null;

  constructor(code: string, { message, field }: Refusal) {
    super(message);
    this.code = code;
    this.field = field ?? null;
  }
}

const known: Record<string, Refusal> = {
  INVALID_EMAIL_OR_PASSWORD: { message: words.wrong, field: 'password' },
  INVALID_PASSWORD: { message: words.wrongPassword, field: 'password' },
  USER_ALREADY_EXISTS: { message: words.taken, field: 'email' },
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: { message: words.taken, field: 'email' },
  INVALID_EMAIL: { message: words.noAddress, field: 'email' },
  INVALID_NAME: { message: words.badName, field: 'name' },
  PASSWORD_TOO_SHORT: { message: words.passwordHint, field: 'newPassword' },
  PASSWORD_TOO_LONG: { message: words.passwordTooLong, field: 'newPassword' },
  EMAIL_NOT_VERIFIED: { message: words.unconfirmed },
  INVALID_TOKEN: { message: words.linkGone },
  TOKEN_EXPIRED: { message: words.linkGone },
  USER_NOT_FOUND: { message: words.linkGone },
  TOO_MANY_REQUESTS: { message: words.tooMany },
  SIGN_UP_CLOSED: { message: words.closed },
  GUESTS_OFF: { message: words.guestsOff },
  UNAUTHORIZED: { message: words.signedOut },
};

/** What a refusal means to a person; one that is not known says what the server said. */
export const refused = (code: string, said: string): AccountError =>
  new AccountError(code, known[code] ?? { message: said || copy.unexpected });

export const unreachable = (): AccountError => new AccountError('UNREACHABLE', { message: words.unreachable });

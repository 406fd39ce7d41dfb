/** What a letter is about. */
export type LetterKind = 'reset' | 'confirm' | 'newAddress' | 'known' | 'addressChanged';

interface Letter {
  subject: string;
  /** paragraphs, the link among them */
  text: string[];
}

const greeting = 'Hello,';
const ignore = 'If it was not you, do nothing: without the link nothing changes.';

const letters: Record<LetterKind, (link: string) => Letter> = {
  confirm: (link) => ({
    subject: 'Confirm your address for Footnote',
    text: [
      'an account was made with this address. Confirm it within a day to begin:',
      link,
      'If it was not you, do nothing: without the link nobody can use the account.',
    ],
  }),
  reset: (link) => ({
    subject: 'Choose a new password for Footnote',
    text: [
      'a new password was asked for. Choose it within an hour:',
      link,
      'It signs you out everywhere else. If it was not you, do nothing: your password stays as it is.',
    ],
  }),
  newAddress: (link) => ({
    subject: 'Confirm your new address for Footnote',
    text: ['this is to be the new address of an account. Confirm it within a day:', link, ignore],
  }),
  known: (link) => ({
    subject: 'You have an account at Footnote',
    text: [
      'somebody wanted to make an account with this address, which has one already. Sign in to it, or choose a new password:',
      link,
      'If it was not you, do nothing: nothing has changed.',
    ],
  }),
  addressChanged: (link) => ({
    subject: 'The address of your account at Footnote was changed',
    text: ['your account is reached by another address from now on. Who does not expect that should look there:', link],
  }),
};

/** A letter as it is sent: plain text, so that every program shows it and nothing is fetched. */
export function writeLetter(kind: LetterKind, link: string): { subject: string; text: string } {
  const { subject, text } = letters[kind](link);
  return { subject, text: [greeting, ...text, 'Footnote'].join('\n\n') };
}

import { useState } from 'react';
import { copy } from '../../copy/en.ts';
import { AccountForm } from './account-form.tsx';

/** A guest becomes an account, at once or when the link in a mail is opened; whatever goes on here goes on. */
export function JoinForm({ onDone }: { onDone: () => Promise<void> }) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo !== null) return <output className="text-soft">{copy.account.guestSent(sentTo)}</output>;
  return <AccountForm isNew isMain onDone={(confirmAt) => (confirmAt === null ? onDone() : setSentTo(confirmAt))} />;
}

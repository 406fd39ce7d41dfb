import { type ReactNode, useEffect, useState } from 'react';
import { copy } from '../../../copy/en.ts';
import { Button } from '../../../ui/button.tsx';
import { type Account, hasPassword } from '../account-api.ts';
import { JoinForm } from '../join-form.tsx';
import { DeleteEverything } from './delete-everything.tsx';
import { EmailForm } from './email-form.tsx';
import { NameForm } from './name-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { Section } from './section.tsx';
import { ThemeChoice } from './theme-choice.tsx';
import { Tokens } from './tokens.tsx';

const words = copy.account;

interface SettingsProps {
  account: Account;
  /** what is used of the plan */
  plan: ReactNode;
  /** who is here may have changed */
  onChanged: () => Promise<void>;
  onSignOut: () => void;
  onGone: () => unknown;
}

/** Everything about an account, in the order in which it is looked for. Mounted anew for a guest who becomes one. */
export function Settings({ account, plan, onChanged, onSignOut, onGone }: SettingsProps) {
  const isGuest = account.isAnonymous === true;
  const [withPassword, setWithPassword] = useState<boolean | null>(null);
  useEffect(() => {
    // where it is not known the password is asked for: the server has the last word
    hasPassword().then(setWithPassword, () => setWithPassword(true));
  }, []);
  const asksPassword = !isGuest && withPassword !== false;
  return (
    <>
      {isGuest ? (
        <Section title={words.keepWork} text={words.keepWorkText}>
          <JoinForm onDone={onChanged} />
        </Section>
      ) : (
        <>
          <Section title={words.you}>
            <NameForm key={account.name} name={account.name} onChanged={onChanged} />
          </Section>
          <Section title={words.emailTitle} text={words.emailNow(account.email)}>
            <EmailForm withPassword={asksPassword} onChanged={onChanged} />
          </Section>
          <Section title={words.password} text={asksPassword ? words.passwordText : words.noPassword}>
            {asksPassword && <PasswordForm email={account.email} />}
          </Section>
        </>
      )}
      <Section title={words.theme} text={words.themeText}>
        <ThemeChoice />
      </Section>
      <Section title={words.plan}>{plan}</Section>
      <Section title={words.tokens.title} text={words.tokens.text}>
        <Tokens />
      </Section>
      <Section title={words.data} text={words.dataText}>
        <div className="flex flex-wrap gap-2">
          {!isGuest && <Button onClick={onSignOut}>{words.signOut}</Button>}
          <DeleteEverything withPassword={asksPassword} onGone={onGone} />
        </div>
      </Section>
    </>
  );
}

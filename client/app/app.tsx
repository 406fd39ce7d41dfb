import { useCallback, useEffect, useState } from 'react';
import { copy } from '../copy/en.ts';
import { type Account, readAccount, signOut } from '../features/account/account-api.ts';
import { SignIn } from '../features/account/sign-in.tsx';
import { appErrorOf } from '../lib/app-error.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { toast } from '../ui/toasts.ts';
import { Toaster } from '../ui/toaster.tsx';
import { AccountContext } from './account-context.ts';
import { SignedIn } from './signed-in.tsx';

type Known = 'unknown' | 'unreachable' | Account | null;

/** Decides who is here: the door for nobody, else everything of that user. The address stays, so it works after signing in. */
export function App() {
  const [known, setKnown] = useState<Known>('unknown');
  const reload = useCallback(
    () =>
      readAccount().then(setKnown, () => {
        // A line that drops while somebody works here changes nothing about who they are.
        setKnown((before) => (typeof before === 'string' || before === null ? 'unreachable' : before));
      }),
    [],
  );
  useEffect(() => void reload(), [reload]);
  const leave = useCallback(() => {
    signOut().then(
      () => setKnown(null),
      (error: unknown) => toast(appErrorOf(error).message),
    );
  }, []);
  return (
    <>
      <Screen known={known} reload={reload} leave={leave} />
      <Toaster />
    </>
  );
}

function Screen({ known, reload, leave }: { known: Known; reload: () => Promise<void>; leave: () => void }) {
  if (known === 'unknown') return null;
  if (known === 'unreachable') {
    return (
      <Empty title={copy.name} text={copy.account.unreachable}>
        <Button onClick={() => void reload()}>{copy.retry}</Button>
      </Empty>
    );
  }
  if (known === null) return <SignIn onDone={reload} />;
  return (
    <AccountContext value={{ account: known, signOut: leave, reload }}>
      <SignedIn key={known.id} onSignedOut={reload} />
    </AccountContext>
  );
}

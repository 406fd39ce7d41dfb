import { useCallback, useEffect, useState } from 'react';
import { copy } from '../copy/en.ts';
import { type Account, type Offers, readAccount, readOffers, signOut } from '../features/account/account-api.ts';
import { ConfirmAddress } from '../features/account/confirm-address.tsx';
import { ResetPassword } from '../features/account/reset-password.tsx';
import { SignIn } from '../features/account/sign-in.tsx';
import { appErrorOf } from '../lib/app-error.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { toast } from '../ui/toasts.ts';
import { Toaster } from '../ui/toaster.tsx';
import { AccountContext } from './account-context.ts';
import { type Outside, readOutside } from './outside.ts';
import { SignedIn } from './signed-in.tsx';

type Known = 'unknown' | 'unreachable' | { account: Account } | { offers: Offers };

/** Who is here; for nobody, what may be done at the door. */
async function look(): Promise<Known> {
  const account = await readAccount();
  return account === null ? { offers: await readOffers() } : { account };
}

/** Decides who is here: the door for nobody, else everything of that user. The address stays, so it works after signing in. */
export function App() {
  const [known, setKnown] = useState<Known>('unknown');
  const [outside, setOutside] = useState(() => readOutside(location));
  const reload = useCallback(
    () =>
      look().then(setKnown, () => {
        // A line that drops while somebody works here changes nothing about who they are.
        setKnown((before) => (before === 'unknown' ? 'unreachable' : before));
      }),
    [],
  );
  useEffect(() => void reload(), [reload]);
  const leave = useCallback(() => {
    signOut().then(reload, (error: unknown) => toast(appErrorOf(error).message));
  }, [reload]);
  const goTo = (path: string): void => {
    history.replaceState(history.state, '', path);
    setOutside(readOutside(location));
  };
  const enter = (): Promise<void> => {
    goTo('/');
    return reload();
  };
  return (
    <>
      <Screen known={known} outside={outside} goTo={goTo} enter={enter} reload={reload} leave={leave} />
      <Toaster />
    </>
  );
}

interface ScreenProps {
  known: Known;
  outside: Outside | null;
  goTo: (path: string) => void;
  /** goes on to the start, whoever is here by now */
  enter: () => Promise<void>;
  reload: () => Promise<void>;
  leave: () => void;
}

function Screen({ known, outside, goTo, enter, reload, leave }: ScreenProps) {
  if (outside?.is === 'reset')
    return (
      <ResetPassword token={outside.token} onSignIn={() => void enter()} onForgot={() => goTo('/forgot-password')} />
    );
  if (outside?.is === 'confirm') return <ConfirmAddress token={outside.token} onDone={() => void enter()} />;
  if (known === 'unknown') return null;
  if (known === 'unreachable') {
    return (
      <Empty title={copy.name} text={copy.account.unreachable}>
        <Button onClick={() => void reload()}>{copy.retry}</Button>
      </Empty>
    );
  }
  if ('offers' in known) {
    const isForgot = outside !== null;
    return <SignIn offers={known.offers} forgot={isForgot} onDone={isForgot ? enter : reload} />;
  }
  return (
    <AccountContext value={{ account: known.account, signOut: leave, reload }}>
      <SignedIn key={known.account.id} onSignedOut={reload} />
    </AccountContext>
  );
}

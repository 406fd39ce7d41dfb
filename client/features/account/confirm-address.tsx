import { useEffect, useState } from 'react';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { confirmAddress } from './account-api.ts';
import { AccountError } from './account-error.ts';
import { DoorFrame } from './door-frame.tsx';

const words = copy.account;

/** A link is good once, and a page in development is mounted twice: the same token is sent once. */
const sent = new Map<string, Promise<unknown>>();
const send = (token: string): Promise<unknown> => {
  const known = sent.get(token) ?? confirmAddress(token);
  sent.set(token, known);
  return known;
};

type State = { is: 'asking' } | { is: 'done' } | { is: 'refused'; message: string };

/** Where the link in a mail leads that confirms an address. */
export function ConfirmAddress({ token, onDone }: { token: string; onDone: () => void }) {
  const [state, setState] = useState<State>({ is: 'asking' });
  useEffect(() => {
    send(token).then(
      () => setState({ is: 'done' }),
      (error: unknown) =>
        setState({ is: 'refused', message: error instanceof AccountError ? error.message : copy.unexpected }),
    );
  }, [token]);
  if (state.is === 'asking') return <DoorFrame title={words.confirming} text={words.working} />;
  const [title, text] =
    state.is === 'done' ? [words.confirmed.title, words.confirmed.text] : [words.notConfirmed, state.message];
  return (
    <DoorFrame title={title} text={text}>
      <Button kind="primary" className="h-11" onClick={onDone}>
        {words.goOn}
      </Button>
    </DoorFrame>
  );
}

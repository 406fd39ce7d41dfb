import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { DoorFrame } from './door-frame.tsx';

const words = copy.account;

interface MailSentProps {
  /** `log`: this installation sends no mail, the link stands where its keeper reads it */
  what: 'confirm' | 'reset' | 'log';
  email: string;
  onSignIn: () => void;
}

/** A link is on its way. */
export const MailSent = ({ what, email, onSignIn }: MailSentProps) => (
  <DoorFrame title={words.sent[what].title} text={words.sent[what].text(email)}>
    <div className="flex flex-col gap-4">
      {what !== 'log' && <p className="text-soft">{words.sent.lost}</p>}
      <Button className="h-11" onClick={onSignIn}>
        {words.backToSignIn}
      </Button>
    </div>
  </DoorFrame>
);

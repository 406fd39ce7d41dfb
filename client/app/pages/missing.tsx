import { Link } from '@tanstack/react-router';
import { copy } from '../../copy/en.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';

/** An address that leads nowhere. */
export function Missing() {
  return (
    <Empty title={copy.notFound.title} text={copy.notFound.text}>
      <Link to="/" className="font-bold underline underline-offset-4">
        {copy.notFound.action}
      </Link>
    </Empty>
  );
}

/** A page that could not be made. */
export function Problem({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <Empty title={copy.name} text={appErrorOf(error).message}>
      <Button onClick={reset}>{copy.retry}</Button>
    </Empty>
  );
}

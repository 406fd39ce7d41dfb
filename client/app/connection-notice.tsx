import { useEffect, useState, useSyncExternalStore } from 'react';
import { copy } from '../copy/en.ts';
import type { Connection } from '../lib/connection.ts';

const patienceMs = 1500;

/** Says quietly that the line is down, once it has been for a moment; goes by itself when it is back. */
export function ConnectionNotice({ connection }: { connection: Connection }) {
  const open = useSyncExternalStore(connection.onChange, connection.isOpen);
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (open) return undefined;
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [open]);
  return (
    <output className="pointer-events-none fixed inset-x-0 top-2 z-50 flex justify-center px-4">
      {late && !open && (
        <p className="flex items-center gap-2 rounded-full border border-line bg-raised px-4 py-1.5 text-note shadow-float animate-in">
          <span className="size-2 animate-pulse rounded-full bg-accent" aria-hidden="true" />
          {copy.offline}
        </p>
      )}
    </output>
  );
}

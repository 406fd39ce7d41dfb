import type { ReactNode } from 'react';
import { copy } from '../../copy/en.ts';
import { Wordmark } from '../../ui/wordmark.tsx';

interface DoorFrameProps {
  /** what this page is about; left out at the door itself, which says what the product is */
  title?: string;
  text?: string;
  children?: ReactNode;
}

/** The page of whoever is not inside: the name of the house, one sentence, one thing to do. */
export function DoorFrame({ title, text = copy.account.tagline, children }: DoorFrameProps) {
  const name = <Wordmark large />;
  return (
    <main className="flex h-full flex-col overflow-y-auto px-6 py-10">
      <div className="m-auto flex w-full max-w-sm flex-col gap-8">
        <header className="flex flex-col gap-2">
          {title === undefined ? <h1>{name}</h1> : <p className="mb-6">{name}</p>}
          {title !== undefined && <h1 className="font-serif text-title font-bold text-balance">{title}</h1>}
          <p className="font-serif text-read text-soft text-pretty">{text}</p>
        </header>
        {children}
      </div>
    </main>
  );
}

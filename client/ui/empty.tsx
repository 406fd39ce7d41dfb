import type { ReactNode } from 'react';

/** A state with nothing in it: a sentence that says what to do next, and the way to do it. */
export function Empty({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="mx-auto flex w-full max-w-md flex-col items-start gap-4 px-6 pt-8 pb-16 sm:pt-[min(18vh,11rem)]">
      <h1 className="font-serif text-title font-bold text-balance">{title}</h1>
      <p className="font-serif text-read text-soft text-pretty">{text}</p>
      {children}
    </div>
  );
}

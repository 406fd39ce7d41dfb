import { type ReactNode, useId } from 'react';

interface SectionProps {
  title: string;
  text?: string;
  children: ReactNode;
}

/** One matter of the account: what it is on the left, what to do about it on the right; below each other on a phone. */
export function Section({ title, text, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-4 border-t border-line py-8 sm:grid-cols-[14rem_1fr] sm:gap-10">
      <div className="flex flex-col gap-1">
        <h2 id={id} className="text-ui font-bold">
          {title}
        </h2>
        {text !== undefined && <p className="text-note text-soft text-pretty">{text}</p>}
      </div>
      <div className="flex min-w-0 flex-col gap-4">{children}</div>
    </section>
  );
}

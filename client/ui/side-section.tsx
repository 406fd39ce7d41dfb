import { type ReactNode, useId } from 'react';

interface SideSectionProps {
  title: string;
  /** stands beside the title */
  note?: string | null;
  action?: ReactNode;
  children: ReactNode;
}

/** A titled list in the left column. */
export function SideSection({ title, note = null, action, children }: SideSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="px-3 pt-4">
      <div className="mb-0.5 flex h-8 items-center justify-between pl-2">
        <h2 id={id} className="text-note text-soft">
          {title}
        </h2>
        {note !== null && <p className="ml-auto pr-1 text-note text-soft tabular">{note}</p>}
        {action}
      </div>
      {children}
    </section>
  );
}

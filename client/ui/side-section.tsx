import { type ReactNode, useId } from 'react';

interface SideSectionProps {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

/** A titled list in the left column. */
export function SideSection({ title, action, children }: SideSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="px-3 pt-4">
      <div className="mb-0.5 flex h-8 items-center justify-between pl-2">
        <h2 id={id} className="text-note text-soft">
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}

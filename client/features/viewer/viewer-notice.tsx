import type { ReactNode } from 'react';
import type { Document } from '#shared/document.ts';
import { copy } from '../../copy/en.ts';
import { ProgressLine } from '../../ui/progress-line.tsx';

/** What stands where a source would: why it is not shown, and what to do. */
export function ViewerNotice({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <output className="mx-auto flex max-w-sm flex-col items-start gap-4 p-6 pt-12">
      <p className="font-serif text-read text-soft text-pretty">{text}</p>
      {children !== undefined && <div className="flex flex-wrap gap-2">{children}</div>}
    </output>
  );
}

/** A document that has not been read yet, or could not be. */
export function UnreadDocument({ document }: { document: Document }) {
  if (document.status === 'failed') return <ViewerNotice text={document.error ?? copy.viewer.unread} />;
  return (
    <ViewerNotice text={copy.viewer.notReady}>
      <ProgressLine label={document.name} value={document.progress} className="w-64" />
    </ViewerNotice>
  );
}

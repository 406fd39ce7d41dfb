import { copy } from '../../copy/en.ts';
import { useUsage } from './use-usage.ts';

/** What is used of the free plan; nothing on a plan without limits. */
export function Meter() {
  const usage = useUsage();
  if (!usage || usage.chats.limit === null) return null;
  const { chats, documents } = usage;
  const share = Math.min(1, usage.chats.used / Math.max(1, usage.chats.limit));
  return (
    <section aria-label={copy.usage.label} className="px-5 py-3 text-note text-soft tabular" data-testid="usage">
      <p className="flex justify-between gap-2 whitespace-nowrap" title={copy.usage.resets(chats.resetsAt)}>
        <span>{copy.usage.chats(chats.used, usage.chats.limit)}</span>
        {documents.limit !== null && <span>{copy.usage.documents(documents.used, documents.limit)}</span>}
      </p>
      <div className="mt-1.5 h-px bg-line" aria-hidden="true">
        <div className="-mt-px h-0.5 bg-ink" style={{ width: `${share * 100}%` }} />
      </div>
    </section>
  );
}

import { copy } from '../../copy/en.ts';
import { useUsage } from './use-usage.ts';

const words = copy.usage;

/** The plan, what is used of it, and when answers come anew. */
export function Plan() {
  const usage = useUsage();
  if (!usage) return null;
  const { chats, documents } = usage;
  return (
    <div className="flex flex-col gap-1 tabular">
      <p>{usage.plan === 'free' ? words.free : words.premium}</p>
      {chats.limit === null ? (
        <p className="text-soft">{words.unlimited}</p>
      ) : (
        <>
          <p className="text-soft">
            {words.chats(chats.used, chats.limit)}
            {documents.limit !== null && `, ${words.documents(documents.used, documents.limit)}`}
          </p>
          <p className="text-note text-soft">{words.resets(chats.resetsAt)}</p>
        </>
      )}
    </div>
  );
}

import { copy } from '../../copy/en.ts';

/** Stands where the composer would once the month is used up. */
export function LimitNotice({ limit, resetsAt }: { limit: number; resetsAt: string }) {
  return (
    <output className="block rounded-lg border border-line bg-panel px-4 py-3 text-ui">
      <strong className="font-bold">{copy.chat.limitTitle(limit)}</strong> {copy.chat.limitText(resetsAt)}
    </output>
  );
}

/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no element is a list that the keys of a line beside it lead through */
import { cx } from '../../ui/classes.ts';
import type { Entry } from './rank.ts';

interface EntryListProps {
  id: string;
  label: string;
  entries: readonly Entry[];
  /** the chosen one's place */
  at: number;
  onChoose: (at: number) => void;
  onRun: (entry: Entry) => void;
}

const intoView = (option: HTMLElement | null): void => option?.scrollIntoView({ block: 'nearest' });

/** What can be gone to, by group; the line that it belongs to keeps the focus. */
export function EntryList({ id, label, entries, at, onChoose, onRun }: EntryListProps) {
  return (
    <div id={id} role="listbox" aria-label={label} className="max-h-[min(60dvh,26rem)] overflow-y-auto p-2">
      {[...Map.groupBy(entries, ({ group }) => group)].map(([group, inside]) => (
        <div key={group} role="group" aria-label={group} className="pb-1">
          <p className="px-2 pt-2 pb-1 text-note text-soft" aria-hidden="true">
            {group}
          </p>
          {inside.map((entry) => {
            const index = entries.indexOf(entry);
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the line
              <div
                key={entry.id}
                ref={index === at ? intoView : null}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                onClick={() => onRun(entry)}
                onPointerMove={() => onChoose(index)}
                className={cx(
                  'flex min-h-9 cursor-pointer items-center justify-between gap-4 rounded-md px-2 pointer-coarse:min-h-11',
                  index === at && 'bg-wash',
                )}
              >
                <span className="min-w-0 truncate">{entry.label}</span>
                {entry.note && (
                  <span className="max-w-[40%] shrink-0 truncate max-sm:hidden text-note text-soft">{entry.note}</span>
                )}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

import { copy } from '../../copy/en.ts';
import { useStore } from '../../lib/use-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { allowSingleKeys, mod, singleKeys } from './keys.ts';

const words = copy.shortcuts;

const groups: readonly [string, readonly [string, readonly string[]][]][] = [
  [
    words.anywhere,
    [
      [words.palette, [mod, 'K']],
      [words.search, ['/']],
      [words.undo, [mod, 'Z']],
      [words.messages, ['F8']],
      [words.help, ['?']],
      [words.help, [mod, '/']],
    ],
  ],
  [
    words.chat,
    [
      [words.send, ['Enter']],
      [words.line, ['Shift', 'Enter']],
      [words.stop, ['Esc']],
    ],
  ],
  [
    words.lists,
    [
      [words.move, ['↑', '↓']],
      [words.rename, ['F2']],
      [words.remove, ['Delete']],
    ],
  ],
];

/** What can be done by keys. Those of a single character can be turned off, for who speaks to the computer. */
export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const single = useStore(singleKeys);
  return (
    <Dialog title={words.title} onClose={onClose}>
      {groups.map(([title, rows]) => (
        <section key={title} aria-label={title} className="mb-5">
          <h3 className="mb-1 text-note text-soft" aria-hidden="true">
            {title}
          </h3>
          <dl className="border-t border-line">
            {rows.map(([what, keys]) => (
              <div key={keys.join()} className="flex items-center justify-between gap-4 border-b border-line py-1.5">
                <dt>{what}</dt>
                <dd className="flex gap-1">
                  {keys.map((key) => (
                    <kbd key={key} className="rounded-sm border border-line bg-raised px-1.5 font-sans text-note">
                      {key}
                    </kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <label className="flex min-h-8 cursor-pointer items-center gap-2 text-soft pointer-coarse:min-h-10">
        <input
          type="checkbox"
          className="accent-ink"
          checked={single}
          onChange={(event) => allowSingleKeys(event.target.checked)}
        />
        {words.single}
      </label>
    </Dialog>
  );
}

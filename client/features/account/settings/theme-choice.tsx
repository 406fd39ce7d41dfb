import { copy } from '../../../copy/en.ts';
import { useStore } from '../../../lib/use-store.ts';
import { chooseTheme, theme, themes } from '../theme.ts';

const words = copy.account;

/** Light, dark, or as the system has it. */
export function ThemeChoice() {
  const chosen = useStore(theme);
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{words.theme}</legend>
      {themes.map((each) => (
        <label
          key={each}
          className="flex h-9 items-center gap-2 rounded-md border border-line bg-raised px-3 has-checked:border-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 pointer-coarse:h-11"
        >
          <input
            type="radio"
            name="theme"
            value={each}
            checked={each === chosen}
            onChange={() => chooseTheme(each)}
            className="accent-ink outline-none"
          />
          {words.themes[each]}
        </label>
      ))}
    </fieldset>
  );
}

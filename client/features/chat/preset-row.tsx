import { copy } from '../../copy/en.ts';
import { type Preset, presetsFor } from './presets.ts';

interface PresetRowProps {
  /** how many documents are chosen, null where the chat is about one document */
  chosen: number | null;
  disabled: boolean;
  onPick: (preset: Preset) => void;
}

/** Questions that are asked often, in a row that scrolls where it is too narrow. */
export function PresetRow({ chosen, disabled, onPick }: PresetRowProps) {
  return (
    <ul aria-label={copy.chat.presets.label} className="preset-row">
      {presetsFor(chosen).map((preset) => (
        <li key={preset.label} className="shrink-0">
          <button
            type="button"
            disabled={disabled}
            title={preset.text}
            onClick={() => onPick(preset)}
            className="h-7 rounded-full border border-line px-2.5 text-note whitespace-nowrap text-soft transition-colors duration-150 hover:border-edge hover:text-ink disabled:opacity-45 disabled:hover:border-line disabled:hover:text-soft pointer-coarse:h-9 pointer-coarse:px-3"
          >
            {preset.label}
          </button>
        </li>
      ))}
    </ul>
  );
}

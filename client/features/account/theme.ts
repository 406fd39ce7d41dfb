import { keep, readKept } from '../../lib/kept.ts';
import { createStore } from '../../lib/store.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const parse = (value: string | null): Theme => themes.find((theme) => theme === value) ?? 'system';

/** The chosen appearance; public/theme.js applies what is kept before the first paint. */
export const theme = createStore<Theme>(parse(readKept('theme')));

export function chooseTheme(value: string): void {
  const chosen = parse(value);
  theme.set(chosen);
  keep('theme', chosen === 'system' ? null : chosen);
  if (chosen === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = chosen;
}

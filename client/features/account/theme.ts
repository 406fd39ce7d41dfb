import { keep, readKept } from '../../lib/kept.ts';
import { createStore } from '../../lib/store.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const parse = (value: string | null): Theme => themes.find((theme) => theme === value) ?? 'system';

/** The chosen appearance; public/theme.js applies what is kept before the first paint. */
export const theme = createStore<Theme>(parse(readKept('theme')));

/** What colours the browser's own bar: one for the light system and one for the dark, in this order in index.html. */
const bars = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].map((meta, at) => ({
  meta,
  ofSystem: at === 0 ? '(prefers-color-scheme: light)' : '(prefers-color-scheme: dark)',
}));

export function chooseTheme(value: string): void {
  const chosen = parse(value);
  theme.set(chosen);
  keep('theme', chosen === 'system' ? null : chosen);
  for (const bar of bars)
    bar.meta.media = chosen === 'system' ? bar.ofSystem : bar.ofSystem.includes(chosen) ? 'all' : 'not all';
  if (chosen === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = chosen;
}

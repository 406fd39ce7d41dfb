/** A screen, and the themes that it is looked at in. */
export interface Look {
  width: 360 | 768 | 1440;
  height: number;
  touch: boolean;
  themes: readonly ('light' | 'dark')[];
}

/** Every state is seen in both themes, on some screen: in all of them on all would be too much to keep. */
export const looks: readonly Look[] = [
  { width: 360, height: 740, touch: true, themes: ['light'] },
  { width: 768, height: 1024, touch: true, themes: ['dark'] },
  { width: 1440, height: 900, touch: false, themes: ['light'] },
];

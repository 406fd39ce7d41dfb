/** A screen, and the themes that it is looked at in. */
export interface Look {
  name: string;
  width: 360 | 768 | 1440;
  height: number;
  touch: boolean;
  themes: readonly ('light' | 'dark')[];
}

export const looks: readonly Look[] = [
  { name: 'desk', width: 1440, height: 900, touch: false, themes: ['light', 'dark'] },
  { name: 'tablet', width: 768, height: 1024, touch: true, themes: ['light'] },
  { name: 'phone', width: 360, height: 740, touch: true, themes: ['light', 'dark'] },
];

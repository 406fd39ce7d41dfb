import { expect, test } from 'vitest';
import { toast, toasts, withdrawOffers } from './toasts.ts';

test('all offers are taken back at once; what was only said stays', () => {
  toast('“osmosis.txt” was deleted.', { label: 'Undo', run: () => {} });
  toast('Your name is changed.');
  withdrawOffers();
  expect(toasts.get().map(({ text }) => text)).toEqual(['Your name is changed.']);
});

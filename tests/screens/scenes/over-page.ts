import { openFor, type Scene } from '../scene.ts';

/** What keys open over the page. */
export const overPage: readonly Scene[] = [
  {
    name: 'palette',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      await page.getByRole('region', { name: 'You could ask' }).waitFor();
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('dialog', { name: 'Go to' }).getByRole('option').first().waitFor();
      return page;
    },
  },
  {
    name: 'palette-found',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      await page.getByRole('region', { name: 'You could ask' }).waitFor();
      await page.keyboard.press('ControlOrMeta+k');
      const dialog = page.getByRole('dialog', { name: 'Go to' });
      await dialog.getByRole('combobox').fill('sleep');
      await dialog.getByRole('option', { name: /Search pages for/ }).waitFor();
      return page;
    },
  },
  {
    name: 'shortcuts',
    widths: [1440],
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      await page.getByRole('region', { name: 'You could ask' }).waitFor();
      await page.keyboard.press('ControlOrMeta+/');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      return page;
    },
  },
];

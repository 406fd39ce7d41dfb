import type { Page } from 'playwright-core';
import { openFor, openOutside, type Scene, showColumn, type Stage } from '../scene.ts';

const open = async (stage: Stage): Promise<Page> => {
  const page = await openFor(stage, '/account');
  await page.getByRole('form', { name: 'Change password' }).waitFor();
  return page;
};

/** The account and its settings. */
export const accountScenes: readonly Scene[] = [
  { name: 'account', open },
  {
    name: 'account-tokens',
    open: async (stage) => {
      const page = await open(stage);
      await page.getByLabel('What it is for').fill('A script for my notes');
      await page.getByRole('button', { name: 'Create token' }).click();
      await page.getByLabel('Token “A script for my notes”').waitFor();
      await page.getByRole('button', { name: 'Done' }).click();
      await page.getByLabel('What it is for').fill('Browser extension');
      await page.getByRole('button', { name: 'Create token' }).click();
      const token = page.getByLabel('Token “Browser extension”');
      await token.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      return page;
    },
  },
  {
    name: 'delete-everything',
    open: async (stage) => {
      const page = await open(stage);
      await page.getByRole('button', { name: 'Delete everything' }).click();
      await page.getByRole('dialog').waitFor();
      return page;
    },
  },
  {
    name: 'account-menu',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      await showColumn(page);
      await page.getByRole('button', { name: /^Account:/ }).click();
      await page.getByRole('menu').waitFor();
      return page;
    },
  },
  {
    name: 'guest-keeps-work',
    open: async (stage) => {
      const page = await openOutside(stage);
      await page.getByRole('button', { name: 'Try as guest' }).click();
      await page.getByRole('heading', { name: 'Your first class' }).waitFor();
      await showColumn(page);
      await page.getByRole('button', { name: /^Account:/ }).click();
      await page.getByRole('menuitem', { name: 'Create an account' }).click();
      await page.getByRole('dialog', { name: 'Create an account' }).waitFor();
      return page;
    },
  },
];

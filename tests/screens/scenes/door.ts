import { openOutside, type Scene } from '../scene.ts';

/** What is seen by whoever is not inside. */
export const doorScenes: readonly Scene[] = [
  {
    name: 'welcome',
    open: async (stage) => {
      const page = await openOutside(stage);
      await page.getByRole('button', { name: 'Try as guest' }).waitFor();
      return page;
    },
  },
  {
    name: 'sign-up',
    open: async (stage) => {
      const page = await openOutside(stage);
      await page.getByRole('button', { name: 'New here? Create an account' }).click();
      await page.getByLabel('Name').fill('Student');
      await page.getByLabel('E-mail').fill('student@example.org');
      await page.getByLabel('Password', { exact: true }).fill('seven words and a comma');
      await page.getByRole('button', { name: 'Show the password' }).click();
      return page;
    },
  },
  {
    name: 'sign-in-refused',
    open: async (stage) => {
      const page = await openOutside(stage);
      await page.getByLabel('E-mail').fill('nobody@example.org');
      await page.getByLabel('Password', { exact: true }).fill('wrong password');
      await page.keyboard.press('Enter');
      await page.getByText('E-mail or password is wrong.').waitFor();
      return page;
    },
  },
  {
    name: 'forgot-password',
    open: async (stage) => {
      const page = await openOutside(stage, '/forgot-password');
      await page.getByRole('button', { name: 'Send the link' }).waitFor();
      return page;
    },
  },
  {
    name: 'link-sent',
    open: async (stage) => {
      const page = await openOutside(stage, '/forgot-password');
      await page.getByLabel('E-mail').fill('student@example.org');
      await page.getByRole('button', { name: 'Send the link' }).click();
      await page.getByRole('heading', { name: 'Ask for your link' }).waitFor();
      return page;
    },
  },
  {
    name: 'new-password',
    open: async (stage) => {
      const page = await openOutside(stage, '/reset-password?token=any');
      await page.getByLabel('New password', { exact: true }).waitFor();
      return page;
    },
  },
  {
    name: 'link-gone',
    open: async (stage) => {
      const page = await openOutside(stage, '/confirm?token=any');
      await page.getByRole('heading', { name: 'The address was not confirmed' }).waitFor();
      return page;
    },
  },
];

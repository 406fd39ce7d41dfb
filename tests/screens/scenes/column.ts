import type { Page } from 'playwright-core';
import { ask } from '#tests/harness/ask.ts';
import { whole } from '#tests/harness/answer-view.ts';
import { answers } from '../answers.ts';
import { forgetChats, openFor, type Scene, showColumn, type Stage } from '../scene.ts';

const open = async (stage: Stage): Promise<Page> => {
  const page = await openFor(stage, stage.student.paths.chat);
  await whole(page, answers.sleep.question);
  await showColumn(page);
  await page.getByRole('region', { name: 'Last 30 days' }).waitFor();
  return page;
};

/** The left column: documents, chats, what is found in them. */
export const columnScenes: readonly Scene[] = [
  {
    name: 'chats',
    open: async (stage) => {
      const { app, student } = stage;
      const text = 'What is a chunk in working memory?';
      forgetChats(stage, text);
      const called = app.model.nextCall();
      await ask(student.client, { text, classId: student.classId });
      const call = await called;
      stage.after(() => call.send('It ends.').finish());
      const page = await open(stage);
      await page
        .getByTitle('An answer is being written')
        .or(page.getByLabel('An answer is being written'))
        .first()
        .waitFor();
      return page;
    },
  },
  {
    name: 'chat-menu',
    open: async (stage) => {
      const page = await open(stage);
      await page
        .getByRole('button', { name: 'More for the chat “What is the difference between N2 and REM sleep?”' })
        .click();
      await page.getByRole('menu').waitFor();
      return page;
    },
  },
  {
    name: 'search',
    open: async (stage) => {
      const page = await open(stage);
      await page.getByRole('textbox', { name: 'Search chats and pages' }).fill('caffeine');
      await page.getByRole('region', { name: 'How memory and sleep work.pdf' }).waitFor();
      return page;
    },
  },
  {
    name: 'search-nothing',
    open: async (stage) => {
      const page = await open(stage);
      await page.getByRole('textbox', { name: 'Search chats and pages' }).fill('volcano');
      await page.getByText('No page has these words.').waitFor();
      return page;
    },
  },
  {
    name: 'deleted-undo',
    open: async (stage) => {
      const page = await open(stage);
      await page.getByRole('button', { name: 'More for the chat “Summarise this class”' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await page.getByRole('button', { name: 'Undo' }).waitFor();
      stage.after(() => page.getByRole('button', { name: 'Undo' }).click());
      return page;
    },
  },
];

import type { Page } from 'playwright-core';
import { turnOf, whole } from '#tests/harness/answer-view.ts';
import { askByHand } from '#tests/harness/ask-by-hand.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { withOffered } from '#tests/harness/offered.ts';
import { retryToEnd } from '#tests/harness/retry.ts';
import { answers, begun, saying } from '../answers.ts';
import { forgetChats, openFor, type Scene, type Stage } from '../scene.ts';
import { newReader } from '../student.ts';

const { sleep } = answers;
const pressure = 'What makes us tired, and how does coffee change that?';

const openAnswer = async (stage: Stage): Promise<Page> => {
  const page = await openFor(stage, stage.student.paths.chat);
  await whole(page, sleep.question);
  return page;
};

/** Asks something and opens the chat at the beginning of its answer. */
async function openAnswered(stage: Stage, { question, text }: { question: string; text: string }): Promise<Page> {
  const { app, student } = stage;
  app.model.next(saying(text));
  const { sessionId } = await askToEnd(student.client, { text: question, classId: student.classId });
  stage.after(() => student.client.sessions.delete.mutate({ sessionId }));
  const page = await openFor(stage, `${student.paths.class}/chat/${sessionId}`);
  await whole(page, question);
  await page.locator('.thread-scroll').evaluate((scroller) => scroller.scrollTo(0, 0));
  return page;
}

/** Questions and answers. */
export const chatScenes: readonly Scene[] = [
  {
    name: 'waiting',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      forgetChats(stage, pressure);
      const call = await askByHand(stage.app, page, pressure);
      stage.after(() => call.send('It ends.').finish());
      await turnOf(page, pressure)
        .getByText(/^Reading/)
        .waitFor();
      return page;
    },
  },
  {
    name: 'streaming',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      forgetChats(stage, pressure);
      const call = await askByHand(stage.app, page, pressure);
      stage.after(() => call.send('It ends.').finish());
      call.send(withOffered(call.request, `${begun} works [One of the substances behind]. **Caffeine** occupies its`));
      await turnOf(page, pressure).locator('.prose').getByText('Caffeine', { exact: true }).waitFor();
      return page;
    },
  },
  { name: 'answer', open: openAnswer },
  {
    name: 'footnote',
    open: async (stage) => {
      const page = await openAnswer(stage);
      const marker = turnOf(page, sleep.question)
        .getByRole('button', { name: /^Footnote 1:/ })
        .first();
      if (stage.look.touch) {
        await marker.tap();
        await page.getByRole('dialog').waitFor();
      } else {
        await turnOf(page, sleep.question).getByRole('button', { name: 'Show the passage' }).first().click();
        await marker.hover();
      }
      return page;
    },
  },
  { name: 'table-code-formula', open: (stage) => openAnswered(stage, answers.spacing) },
  { name: 'study-guide', open: (stage) => openAnswered(stage, answers.guide) },
  {
    name: 'versions',
    open: async (stage) => {
      const { app, student } = stage;
      const { question, first, second } = answers.again;
      app.model.next(...[first, second].map((text) => ({ pieces: () => [text.replace(/ \[[^\]]+\]/, ' [1]')] })));
      const { turnId, sessionId } = await askToEnd(student.client, { text: question, classId: student.classId });
      await retryToEnd(student.client, turnId);
      stage.after(() => student.client.sessions.delete.mutate({ sessionId }));
      const page = await openFor(stage, `${student.paths.class}/chat/${sessionId}`);
      await whole(page, question);
      return page;
    },
  },
  {
    name: 'answer-menu',
    open: async (stage) => {
      const page = await openAnswer(stage);
      await turnOf(page, sleep.question).getByRole('button', { name: 'More for this question' }).click();
      await page.getByRole('menu').waitFor();
      return page;
    },
  },
  {
    name: 'edit-question',
    open: async (stage) => {
      const page = await openAnswer(stage);
      await turnOf(page, sleep.question).getByRole('button', { name: 'More for this question' }).click();
      await page.getByRole('menuitem', { name: 'Edit question' }).click();
      await page.getByRole('textbox', { name: 'Edit question' }).waitFor();
      return page;
    },
  },
  {
    name: 'long-thread',
    open: async (stage) => {
      const { app } = stage;
      const reader = await newReader(app);
      const { sessionId } = await reader.client.sessions.create.mutate({
        classId: reader.classId,
        name: 'Before the exam',
      });
      for (const [text, answer] of answers.short) {
        app.model.next({ pieces: [`${answer} [1]`] });
        await askToEnd(reader.client, { text, sessionId });
      }
      const page = await openFor(stage, `/class/${reader.classId}/chat/${sessionId}`, reader);
      await whole(page, answers.short[5][0]);
      await page.locator('.thread-scroll').evaluate((scroller) => scroller.scrollBy(0, -600));
      await page.getByRole('button', { name: 'Jump to the latest' }).waitFor();
      return page;
    },
  },
];

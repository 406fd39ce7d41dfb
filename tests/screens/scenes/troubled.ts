import { turnOf } from '#tests/harness/answer-view.ts';
import { askByHand } from '#tests/harness/ask-by-hand.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { withOffered } from '#tests/harness/offered.ts';
import { begun } from '../answers.ts';
import { forgetChats, openFor, type Scene } from '../scene.ts';
import { newReader } from '../student.ts';

const pressure = 'What makes us tired, and how does coffee change that?';
const football = 'Who won the football championship?';

/** Answers that did not come as hoped. */
export const troubledScenes: readonly Scene[] = [
  {
    name: 'failed',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      forgetChats(stage, pressure);
      const call = await askByHand(stage.app, page, pressure);
      call.send(withOffered(call.request, `${begun} works [One of the substances behind]. Caff`));
      await turnOf(page, pressure).locator('.prose').getByText('adenosine', { exact: true }).waitFor();
      call.cut();
      await turnOf(page, pressure).getByRole('alert').getByText('Incomplete').waitFor();
      return page;
    },
  },
  {
    name: 'stopped',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      forgetChats(stage, pressure);
      const call = await askByHand(stage.app, page, pressure);
      call.send(withOffered(call.request, `${begun} works [One of the substances behind].`));
      await turnOf(page, pressure).locator('.prose').getByText('adenosine', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Stop' }).click();
      await turnOf(page, pressure).getByText('Stopped here.').waitFor();
      await page.getByRole('button', { name: 'Send' }).waitFor();
      return page;
    },
  },
  {
    name: 'nothing-found',
    open: async (stage) => {
      const { client, classId, paths } = stage.student;
      const { sessionId } = await askToEnd(client, { text: football, classId });
      const page = await openFor(stage, `${paths.class}/chat/${sessionId}`);
      await page.getByRole('region', { name: 'You could ask instead' }).waitFor();
      stage.after(() => client.sessions.delete.mutate({ sessionId }));
      return page;
    },
  },
  {
    name: 'quota-used-up',
    open: async (stage) => {
      const { app } = stage;
      const reader = await newReader(app);
      const usage = app.app.database.native.collection('usage');
      await reader.client.usage.get.query();
      const month = new Date().toISOString().slice(0, 7);
      await usage.insertOne({ userId: reader.userId, month, used: 25, reserved: [], held: [], places: 25 });
      const page = await openFor(stage, `/class/${reader.classId}/new`, reader);
      await page.getByText('All 25 answers of this month are used.').waitFor();
      return page;
    },
  },
  {
    name: 'offline',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.fresh);
      await page.getByRole('region', { name: 'You could ask' }).waitFor();
      if (!stage.look.touch) await page.getByRole('region', { name: 'Last 30 days' }).waitFor();
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      forgetChats(stage, pressure);
      stage.line.breakDown();
      await page.getByRole('status').filter({ hasText: 'Connection lost' }).waitFor();
      await page.getByRole('textbox', { name: 'Question' }).fill(pressure);
      await page.getByRole('button', { name: 'Send' }).click();
      await turnOf(page, pressure).getByText('Waits for the connection').waitFor();
      stage.after(() => stage.line.mend());
      return page;
    },
  },
  {
    name: 'not-found',
    open: async (stage) => {
      const page = await openFor(stage, `/class/${'0'.repeat(24)}/new`);
      await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
      return page;
    },
  },
];

import type { Page } from 'playwright-core';
import { askHere, turnOf, whole } from '#tests/harness/answer-view.ts';
import { highlighted, viewerOf } from '#tests/harness/viewer.ts';
import { answers, saying } from '../answers.ts';
import { openFor, type Scene, type Stage } from '../scene.ts';

const { question } = answers.sleep;

/** Opens the chapter with a chat of its own. */
async function openChapter(stage: Stage): Promise<Page> {
  const page = await openFor(stage, stage.student.paths.chapter);
  await viewerOf(page).locator('canvas').first().waitFor();
  await viewerOf(page).locator('.textLayer span').first().waitFor();
  return page;
}

/** Documents, beside a chat and with a chat of their own. */
export const sourceScenes: readonly Scene[] = [
  {
    name: 'source',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.chat);
      await whole(page, question);
      await turnOf(page, question)
        .getByRole('button', { name: /^Footnote 1:/ })
        .first()
        .click();
      if (stage.look.touch)
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^Open page/ })
          .click();
      await highlighted(page);
      return page;
    },
  },
  {
    name: 'document-chat',
    open: async (stage) => {
      const page = await openChapter(stage);
      await page.getByRole('region', { name: 'You could ask' }).waitFor();
      return page;
    },
  },
  {
    name: 'document-answer',
    open: async (stage) => {
      const page = await openChapter(stage);
      stage.app.model.next(saying(answers.chapter));
      await askHere(page, question);
      await whole(page, question);
      await turnOf(page, question)
        .getByRole('button', { name: /^Footnote 1:/ })
        .first()
        .click();
      await highlighted(page);
      return page;
    },
  },
  {
    name: 'document-text',
    open: async (stage) => {
      const page = await openFor(stage, stage.student.paths.notes);
      await viewerOf(page).getByText('Aims of the lecture').waitFor();
      await page.getByRole('region', { name: 'You could ask' }).waitFor();
      return page;
    },
  },
  {
    name: 'document-search',
    open: async (stage) => {
      const page = await openChapter(stage);
      await viewerOf(page).getByRole('button', { name: 'Search in this document' }).click();
      await page.keyboard.type('hippocampus');
      await viewerOf(page).getByRole('list', { name: 'Places found' }).waitFor();
      return page;
    },
  },
  {
    name: 'document-outline',
    open: async (stage) => {
      const page = await openChapter(stage);
      if (stage.look.width > 360) await viewerOf(page).getByRole('button', { name: 'Contents' }).click();
      else {
        await viewerOf(page).getByRole('button', { name: 'More for this source' }).click();
        await page.getByRole('menuitem', { name: 'Contents' }).click();
      }
      await viewerOf(page).getByRole('region', { name: 'Contents' }).getByRole('button').first().waitFor();
      return page;
    },
  },
  {
    name: 'document-selection',
    open: async (stage) => {
      const page = await openChapter(stage);
      await viewerOf(page)
        .locator('.textLayer span')
        .nth(2)
        .evaluate(({ firstChild }) => {
          const length = firstChild?.textContent?.length ?? 0;
          if (firstChild) document.getSelection()?.setBaseAndExtent(firstChild, 0, firstChild, length);
        });
      await viewerOf(page).getByRole('button', { name: 'Ask about this' }).waitFor();
      return page;
    },
  },
];

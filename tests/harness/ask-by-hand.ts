import type { Page } from 'playwright-core';
import { askHere, turnOf, whole } from './answer-view.ts';
import type { TestApp } from './app.ts';
import type { ModelCall } from './model-call.ts';

/** Asks in the page and resolves with the model's call, which the test then answers. Rejects where no model was asked. */
export async function askByHand(app: TestApp, page: Page, question: string): Promise<ModelCall> {
  const called = app.model.nextCall();
  await askHere(page, question);
  const answered = whole(page, question).then(async () => {
    throw new Error(`answered without the model: ${await turnOf(page, question).innerText()}`);
  });
  answered.catch(() => undefined);
  return Promise.race([called, answered]);
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatModel, ModelEnd } from '#server/models/chat-model.ts';
import { fakeModel } from '#tests/harness/answering.ts';
import { limitWords, sayingModel, withClosing } from './shaped-model.ts';

async function say(model: ChatModel): Promise<{ text: string; end: ModelEnd }> {
  const stream = model.stream({ messages: [], maxOutput: 100, signal: new AbortController().signal });
  let text = '';
  for (;;) {
    const step = await stream.next();
    if (step.done) return { text, end: step.value };
    text += step.value;
  }
}

describe('a limit of words', () => {
  test('ends the text behind the last of them, and leaves upstream', async () => {
    const { model, leftEarly } = fakeModel(['One two', ' three', 'fold four', ' five.']);
    expect(await say(limitWords(model, 3))).toMatchObject({ text: 'One two threefold ', end: { finish: 'length' } });
    expect(leftEarly()).toBe(true);
  });

  test('does nothing to a text that is not longer', async () => {
    const { model } = fakeModel(['One two', ' three. \n']);
    expect(await say(limitWords(model, 3))).toMatchObject({ text: 'One two three. \n', end: { finish: 'stop' } });
  });

  test('depends on the whole text only, not on how it comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ minLength: 1, unit: fc.constantFrom('a', ' ', '\n') })), async (pieces) => {
        const cut = await say(limitWords(fakeModel(pieces).model, 4));
        const whole = await say(limitWords(fakeModel([pieces.join('')].filter((text) => text !== '')).model, 4));
        expect(cut.text).toBe(whole.text);
        expect(cut.text.split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(4);
      }),
    );
  });
});

test('a closing follows what was cited, and only a text', async () => {
  const closing = (cited: ReadonlySet<number>): string => `\n\n${[...cited].join('+')}`;
  expect((await say(withClosing(fakeModel(['One [2', ']. `[3]` [1].']).model, 3, closing))).text).toBe(
    'One [2]. `[3]` [1].\n\n2+1',
  );
  expect((await say(withClosing(fakeModel(['```\n[1]']).model, 3, closing))).text).toBe('```\n[1]\n```\n\n');
  expect((await say(withClosing(fakeModel([' ']).model, 3, closing))).text).toBe(' ');
  expect((await say(withClosing(fakeModel([]).model, 3, closing))).text).toBe('');
});

test('what is to be said is said whole, some words at a time', async () => {
  const text = '- One two, three [1].\n\n- Four five six seven [2].';
  expect(await say(sayingModel('offline', text))).toMatchObject({ text, end: { finish: 'stop' } });
});

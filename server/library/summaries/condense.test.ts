import { describe, expect, test } from 'vitest';
import { Failure } from '#shared/failure.ts';
import { passageOf } from '#tests/harness/answering.ts';
import { condenseNotes, condensePassages } from './condense.ts';
import { type Assignment, silent, type Writer } from './writer.ts';

/** A writer that answers as told, and keeps what it was given. */
function writerOf(answer: (assignment: Assignment, call: number) => string, charsAtOnce = 10_000) {
  const asked: Assignment[] = [];
  const writer: Writer<never> = {
    name: 'test',
    charsAtOnce,
    ask: silent(async (assignment) => {
      asked.push(assignment);
      return { text: answer(assignment, asked.length), tokens: { input: 1, output: 1 } };
    }),
  };
  return { writer, asked };
}

async function end<T>(work: AsyncGenerator<unknown, T>): Promise<T> {
  for (;;) {
    const step = await work.next();
    if (step.done) return step.value;
  }
}

const sentence = (n: number): string => `Topic number ${n} is explained by this sentence about subject ${n}.`;
const passages = Array.from({ length: 40 }, (_, n) => passageOf(n + 1, sentence(n + 1).repeat(8)));
const prompts = (asked: readonly Assignment[]): string[] => asked.map(({ messages }) => messages.at(-1)?.content ?? '');

describe('a section', () => {
  test('goes to the model whole where it fits, and keeps what it cites', async () => {
    const { writer, asked } = writerOf(() => '- First [1].\n- Last [3].');
    const { text, passages: cited } = await end(condensePassages(writer, 'Cells.pdf', passages.slice(0, 3)));
    expect(asked).toHaveLength(1);
    expect(text).toBe('- First [1].\n- Last [2].');
    expect(cited.map(({ page }) => page)).toEqual([1, 3]);
  });

  test('goes in batches of about one size where it does not, which are put together', async () => {
    const { writer, asked } = writerOf((_, call) => `- Batch ${call} [1].`);
    const { passages: cited } = await end(condensePassages(writer, 'Cells.pdf', passages));
    const batches = prompts(asked).slice(0, -1);
    expect(batches.length).toBeGreaterThanOrEqual(2);
    for (const [index] of passages.entries())
      expect(batches.filter((batch) => batch.includes(sentence(index + 1)))).toHaveLength(1);
    for (const batch of batches) expect(batch.length).toBeLessThan(13_000);
    expect(prompts(asked).at(-1)).toContain('- Batch 1 [1].');
    expect(prompts(asked).at(-1)).toContain('- Batch 2 [2].');
    expect(cited[0]?.page).toBe(1);
  });

  test('that is longer than the model takes is halved; what it takes in no size stands in its own words', async () => {
    const tooLong = (): never => {
      throw new Failure('CONTEXT_TOO_LARGE', 'too long');
    };
    const halved = writerOf((_, call) => (call === 1 ? tooLong() : '- Half [1].'));
    await end(condensePassages(halved.writer, 'Cells.pdf', passages.slice(0, 4)));
    expect(halved.asked).toHaveLength(4);

    const never = writerOf(tooLong);
    const { text } = await end(condensePassages(never.writer, 'Cells.pdf', passages.slice(0, 8)));
    expect(text).toContain('is explained by this sentence');
    expect(never.asked.length).toBeLessThan(16);
  });

  test('that the model refuses, or summarises without a source, stands in its own words', async () => {
    const refusing = writerOf(() => {
      throw new Failure('MODEL_REFUSED', 'no');
    });
    expect((await end(condensePassages(refusing.writer, 'x', passages.slice(0, 2)))).text).toContain(sentence(1));
    const vague = writerOf(() => 'It is about many things.');
    expect((await end(condensePassages(vague.writer, 'x', passages.slice(0, 2)))).text).toContain(sentence(1));
  });

  test('whose model is away fails', async () => {
    const away = writerOf(() => {
      throw new Failure('MODEL_UNAVAILABLE', 'away');
    });
    await expect(end(condensePassages(away.writer, 'x', passages))).rejects.toThrow('away');
  });
});

test('very many notes are put together in rounds', async () => {
  const notes = Array.from({ length: 300 }, (_, n) => ({
    document: 'Cells.pdf',
    firstPage: n + 1,
    lastPage: n + 1,
    text: `- Note ${n + 1} says something of its own at some length, and then a little more [1].`,
    passages: [passageOf(n + 1)],
  }));
  const { writer, asked } = writerOf(() => '- All of it [1], to the end [2].', 6_000);
  const { text } = await end(condenseNotes(writer, notes));
  expect(text).toBe('- All of it [1], to the end [2].');
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.length).toBeLessThan(60);
});

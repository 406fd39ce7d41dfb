import { turnOf } from '#tests/harness/answer-view.ts';
import { storeTurns } from '#tests/harness/stored-turns.ts';
import { reported, type Verdict } from '../streams/verdict.ts';
import type { ClientBench, Contender } from './bench.ts';
import { shortAnswer } from './long-answer.ts';
import { type MainThread, traced } from './trace.ts';

const questionOf = (n: number): string => `How do cells hold water, part ${n}?`;
const describe = ({ wall, busy, tasks }: MainThread): string =>
  `${busy.toFixed(0)} ms of processor time in ${wall.toFixed(0)} ms, longest task ${(tasks[0] ?? 0).toFixed(0)} ms`;

/** Opening a thread of many turns, and scrolling up through all of it, which loads it. */
export async function thread(bench: ClientBench, count: number): Promise<Verdict[]> {
  const { app, person, classId } = bench;
  const { sessionId } = await person.client.sessions.create.mutate({ classId });
  const turns = Array.from({ length: count }, (_, n) => ({ question: questionOf(n), content: shortAnswer(n) }));
  await storeTurns(app.app.database.db, person.userId, sessionId, turns);
  const look = async (contender: Contender): Promise<{ opening: MainThread; scrolling: MainThread }> => {
    await using at = await bench.open(contender, `/class/${classId}/new`);
    await at.page.getByRole('textbox', { name: 'Question' }).waitFor();
    const opening = await traced(at.page, async () => {
      await at.page.goto(`${app.url}/class/${classId}/chat/${sessionId}`);
      await turnOf(at.page, questionOf(count - 1))
        .getByRole('button', { name: 'Copy answer' })
        .waitFor();
    });
    const scrolling = await traced(at.page, () =>
      at.page.locator('.thread-scroll').evaluate(async (box, all) => {
        while (box.querySelectorAll('article').length < all || box.scrollTop > 0) {
          box.scrollTop -= 600;
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
      }, count),
    );
    return { opening, scrolling };
  };
  const { opening, scrolling } = await look('footnote');
  return [
    reported(`opening a thread of ${count} turns, from an empty page`, describe(opening)),
    reported(`scrolling up through all of its ${count} turns, 600 px a frame`, describe(scrolling)),
  ];
}

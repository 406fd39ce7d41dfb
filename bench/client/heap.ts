import { askHere, whole } from '#tests/harness/answer-view.ts';
import { pageLife } from '#tests/harness/page-life.ts';
import { atMost, type Verdict } from '../streams/verdict.ts';
import type { ClientBench } from './bench.ts';
import { shortAnswer } from './long-answer.ts';

/**
 * The claim: a thread of 50 answers takes no more than 10 % more than one of 5. Each answer has some of everything. The page
 * has shown as many in a thread before, so that code which V8 compiles once it has run often is there already.
 */
export async function heap(bench: ClientBench, counts: readonly [number, number]): Promise<Verdict[]> {
  const { app } = bench;
  await using at = await bench.open('footnote', `/class/${bench.classId}/new`);
  const answer = async (n: number) => {
    const question = `How do cells hold water, part ${n}?`;
    app.model.always({ pieces: [shortAnswer(n)] });
    await askHere(at.page, question);
    await whole(at.page, question);
    if (n % 8 === 0) app.passMinute();
  };
  for (let n = 1; n <= counts[1]; n += 1) await answer(n);
  await at.page.getByRole('link', { name: 'New chat' }).first().click();
  await at.page.waitForURL('**/new');
  const taken: number[] = [];
  for (let n = 1; n <= counts[1]; n += 1) {
    await answer(n);
    if (counts.includes(n)) taken.push((await pageLife(at.page)).heap);
  }
  app.passMinute();
  const [few = Number.NaN, many = Number.NaN] = taken;
  const mb = (bytes: number): string => (bytes / 1e6).toFixed(1);
  return [
    atMost(
      `heap after ${counts[1]} answers in one thread, over that after ${counts[0]}`,
      (100 * (many - few)) / few,
      10,
      {
        unit: ' %',
        detail: `${mb(few)} and ${mb(many)} MB`,
      },
    ),
  ];
}

import { atMost, reported, type Verdict } from '../streams/verdict.ts';
import type { ClientBench } from './bench.ts';
import { traced } from './trace.ts';

/** A first visit with an empty cache: when something is painted, how much moves afterwards, what holds the main thread. */
export async function coldLoad(bench: ClientBench): Promise<Verdict[]> {
  await using at = await bench.open('footnote', '/healthz');
  await at.page.addInitScript(() => {
    const shifts = { total: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.total += Number(Reflect.get(entry, 'value'));
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const { tasks, busy } = await traced(at.page, async () => {
    await at.page.goto(`${bench.app.url}/class/${bench.classId}/new`);
    await at.page.getByRole('textbox', { name: 'Question' }).waitFor();
    await at.page.evaluate(() => document.fonts.ready.then(() => true));
  });
  const seen = await at.page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    shift: Number(Reflect.get(Object(Reflect.get(window, 'shifts')), 'total')),
  }));
  const long = tasks.filter((ms) => ms > 50);
  return [
    reported('cold load: first contentful paint', `${seen.paint.toFixed(0)} ms`),
    atMost('cold load: layout shift', seen.shift, 0.1),
    reported(
      'cold load: tasks over 50 ms',
      `${long.length}${long.map((ms) => ` (${ms.toFixed(0)} ms)`).join('')}, ${busy.toFixed(0)} ms of processor time in all`,
    ),
  ];
}

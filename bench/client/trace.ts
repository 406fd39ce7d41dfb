import type { Page } from 'playwright-core';
import { z } from 'zod';

/** What a page's main thread did for a while. */
export interface MainThread {
  /** milliseconds */
  wall: number;
  /** processor time of all tasks, in milliseconds */
  busy: number;
  /** processor time of each task, in milliseconds, longest first */
  tasks: number[];
}

const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  tdur: z.number().optional(),
  args: z.object({ name: z.string().optional() }).optional(),
});
const tasks = 'disabled-by-default-devtools.timeline';

/** Traces what a page's main thread does while something goes on. */
export async function traced(page: Page, work: () => Promise<void>): Promise<MainThread> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  const session = await browser.newBrowserCDPSession();
  const events: z.infer<typeof eventSchema>[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) {
      if (event.name === 'RunTask' || event.name === 'thread_name') events.push(eventSchema.parse(event));
    }
  });
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: [tasks] } });
  const from = performance.now();
  await work();
  const wall = performance.now() - from;
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const threads = events.filter(({ ph, args }) => ph === 'M' && args?.name === 'CrRendererMain');
  const perThread = threads.map((thread) =>
    events
      .filter(({ name, ph, pid, tid }) => ph === 'X' && name === 'RunTask' && pid === thread.pid && tid === thread.tid)
      .map(({ tdur = 0 }) => tdur / 1_000),
  );
  const longestFirst = perThread.toSorted((a, b) => sum(b) - sum(a))[0]?.toSorted((a, b) => b - a) ?? [];
  return { wall, busy: sum(longestFirst), tasks: longestFirst };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

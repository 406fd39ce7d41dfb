import type { Page } from 'playwright-core';

/** What is alive in a page after a collection. */
export interface PageLife {
  listeners: number;
  nodes: number;
  /** timers that wait, counted since `countTimers` */
  timers: number;
  /** bytes */
  heap: number;
}

/** Lets a page count its timers, from its next load on. */
export const countTimers = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const waiting = new Set<number>();
    const set = window.setTimeout.bind(window);
    const clear = window.clearTimeout.bind(window);
    Object.assign(window, {
      waitingTimers: waiting,
      setTimeout: (work: () => void, ms?: number, ...rest: unknown[]) => {
        const id: number = set(() => {
          waiting.delete(id);
          Reflect.apply(work, undefined, rest);
        }, ms);
        waiting.add(id);
        return id;
      },
      clearTimeout: (id: number) => {
        waiting.delete(id);
        clear(id);
      },
    });
  });

/** Collects garbage in a page, and counts what is left. */
export async function pageLife(page: Page): Promise<PageLife> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  for (let n = 0; n < 3; n += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  const timers = await page.evaluate(() => {
    const waiting: unknown = Reflect.get(window, 'waitingTimers');
    return waiting instanceof Set ? waiting.size : 0;
  });
  await session.detach();
  return { listeners: metric('JSEventListeners'), nodes: metric('Nodes'), timers, heap: metric('JSHeapUsedSize') };
}

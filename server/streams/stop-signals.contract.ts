import { expect, test, vi } from 'vitest';
import { newId } from '#shared/ids.ts';
import type { RunKey } from './run-log.ts';
import type { StopSignals } from './stop-signals.ts';

export const newKey = (): RunKey => ({ userId: newId(), runId: newId() });

/** What stop signals must do; each twin runs it. */
export function testStopSignals(open: () => Promise<StopSignals>): void {
  test('every listener is told of every stop, until it leaves', async () => {
    const stops = await open();
    const [first, second] = [vi.fn(), vi.fn()];
    const [one, two] = [newKey(), newKey()];
    const leave = stops.onStop(first);
    stops.onStop(second);
    await stops.send({ ...one });
    expect(first).toHaveBeenCalledWith(one);
    leave();
    first.mockClear();
    await stops.send(two);
    expect(second).toHaveBeenCalledWith(one);
    expect(second).toHaveBeenCalledWith(two);
    expect(first).not.toHaveBeenCalledWith(two);
  });
}

import { expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import type { RateLimit } from './rate-limit.ts';
import type { RateRule } from './rate-window.ts';

/** What every rate limit must do; each twin runs it. */
export function testRateLimit(open: (rule: RateRule, clock: () => Date) => RateLimit): void {
  const calls: RateRule = { what: 'calls', perMinute: 3 };
  const start = Date.parse('2026-01-01T00:00:30Z');

  async function taken(limit: RateLimit, key: string, times: number): Promise<number> {
    const counted = await Promise.allSettled(Array.from({ length: times }, () => limit.count(key)));
    return counted.filter(({ status }) => status === 'fulfilled').length;
  }

  test('a key has its calls in each minute, whatever others do', async () => {
    let now = start;
    const [ada, bob] = [newId(), newId()];
    const limit = open(calls, () => new Date(now));
    expect(await taken(limit, ada, 5)).toBe(3);
    expect(await taken(limit, bob, 1)).toBe(1);
    now += 29_999;
    expect(await taken(limit, ada, 1)).toBe(0);
    now += 1;
    expect(await taken(limit, ada, 5)).toBe(3);
  });

  test('who is refused is told from when on it works again', async () => {
    const limit = open({ what: 'questions', perMinute: 0 }, () => new Date(start));
    await expect(limit.count(newId())).rejects.toMatchObject({
      message: 'Those were more than 0 questions in a minute. Try again in 30 s.',
      app: { code: 'TOO_MANY_REQUESTS', retryable: true, resetsAt: '2026-01-01T00:01:00.000Z' },
    });
  });

  test('calls and questions are counted apart', async () => {
    const key = newId();
    const clock = () => new Date(start);
    expect(await taken(open(calls, clock), key, 3)).toBe(3);
    expect(await taken(open({ what: 'questions', perMinute: 3 }, clock), key, 3)).toBe(3);
  });
}

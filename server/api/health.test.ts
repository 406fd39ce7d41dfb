import { expect, test } from 'vitest';
import { allAnswer } from './health.ts';

const there = (name: string) => ({ name, ping: async () => 'PONG' });
const away = (name: string) => ({ name, ping: () => Promise.reject(new Error('ECONNREFUSED 10.0.0.5')) });

test('what does not answer is named, and nothing more is said of it', async () => {
  await expect(allAnswer([there('the database'), there('Redis')])).resolves.toBeUndefined();
  await expect(allAnswer([there('the database'), away('Redis')])).rejects.toThrow(/^Redis does not answer\.$/);
  await expect(allAnswer([away('the database'), away('Redis')])).rejects.toThrow(
    /^The database and Redis do not answer\.$/,
  );
});

test('what hangs does not answer', async () => {
  const hanging = { name: 'the database', ping: () => new Promise(() => {}) };
  await expect(allAnswer([hanging])).rejects.toMatchObject({
    app: { code: 'UNAVAILABLE', message: 'The database does not answer.' },
  });
});

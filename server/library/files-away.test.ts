import { expect, test } from 'vitest';
import { Failure } from '#shared/failure.ts';
import { classOf, openTestLibrary } from '#tests/harness/library.ts';

const user = 'user-1';

test('a document waits while the file store is away, however long, and is read when it is back', async () => {
  await using at = await openTestLibrary();
  const { documentId } = await at.accept(user, await classOf(at.library, user), 'x.txt', 'Osmosis moves water.');
  let [ahead, tries] = [0, 0];
  const now = () => new Date(Date.now() + ahead);
  const local = async (): Promise<never> => {
    tries += 1;
    throw new Failure('UNAVAILABLE', 'away');
  };
  for (let n = 1; n <= 8; n += 1) {
    const server = at.another({ now, files: { ...at.files, local } });
    await server.start(false);
    await expect.poll(() => tries, { timeout: 20_000 }).toBe(n);
    await server.stop();
    ahead += 60_000;
  }
  expect(await at.library.getDocument(user, documentId)).toMatchObject({ status: 'queued', error: null });
  const server = at.another({ now });
  await server.start(false);
  expect(await at.settled(documentId)).toMatchObject({ status: 'ready' });
  await server.stop();
});

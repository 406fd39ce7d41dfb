import { expect, test } from 'vitest';
import { classOf, openTestLibrary } from '#tests/harness/library.ts';
import { makePdf } from '#tests/harness/make-pdf.ts';
import { silent, type Writer } from './writer.ts';

const user = 'user-1';
const book = makePdf(
  Array.from({ length: 30 }, (_, index) => [`Page ${index + 1} explains what topic ${index + 1} is.`]),
);

test('a summary that a question has made while its document was deleted and swept leaves nothing', async () => {
  await using at = await openTestLibrary({ restorableMs: 0 });
  const { documentId } = await at.accept(user, await classOf(at.library, user), 'book.pdf', book);
  await at.library.start(true);
  await at.settled(documentId);
  const document = { userId: user, documentId, name: 'book.pdf', pages: 30 };
  const writer: Writer<never> = {
    name: 'test-model',
    charsAtOnce: 50_000,
    ask: silent(async () => {
      await at.library.deleteDocument(user, documentId).catch(() => {});
      await expect
        .poll(() => at.database.db.documents.where({ userId: user, documentId }).first(), { timeout: 20_000 })
        .toBeNull();
      return { text: '- It is about topics [1].', tokens: { input: 10, output: 2 } };
    }),
  };
  const making = at.library.summaries.make(document, writer, true);
  for (let step = await making.next(); step.done !== true; step = await making.next());
  expect(await at.database.db.summaries.where({ userId: user, documentId }).all()).toEqual([]);
});

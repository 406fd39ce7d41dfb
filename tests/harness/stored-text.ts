import type { TestApp } from './app.ts';

/** Everything that the database of an app holds, as one text to look for words in. */
export async function storedText({ app }: TestApp): Promise<string> {
  const { native } = app.database;
  const names = (await native.listCollections().toArray()).map(({ name }) => name);
  const rows = await Promise.all(names.map((name) => native.collection(name).find().toArray()));
  return JSON.stringify(rows);
}

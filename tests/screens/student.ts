import { readFile } from 'node:fs/promises';
import { sample } from '#server/library/sample/manifest.ts';
import type { Person, TestApp } from '#tests/harness/app.ts';
import { askToEnd } from '#tests/harness/ask.ts';
import { type Client, signUp } from '#tests/harness/connect.ts';
import { summarised, settled, upload } from '#tests/harness/documents.ts';
import { answers, saying, starterLines, summaryLines } from './answers.ts';

export interface Student extends Person {
  classId: string;
  /** paths of the sample class, its documents and its answered chat */
  paths: { class: string; fresh: string; chapter: string; notes: string; chat: string };
  sessionId: string;
}

const dayMs = 86_400_000;
/** Chats that were begun before today, and how many days ago. */
const earlier = [
  [24, 'Summarise this class'],
  [12, 'How are neurons and synapses connected?'],
  [5, 'What is the difference between N2 and REM sleep?'],
  [4, 'Find a quote about the forgetting curve'],
  [1, 'How long does caffeine stay in the body, and does it matter when I drink it?'],
] as const;

let students = 0;

/** Somebody with an account, and nothing in it. */
export async function newPerson(app: TestApp): Promise<Person & { client: Client }> {
  app.passMinute();
  students += 1;
  const account = await signUp(app.url, { name: 'Student', email: `student${students}@example.org` });
  return { ...account, client: app.connect(account.token), dropConnection: () => {} };
}

/** Somebody with the documents of the sample as their own, read and summarised by the model. */
export async function newReader(app: TestApp): Promise<Person & { classId: string; ids: string[] }> {
  const person = await newPerson(app);
  app.model.summariser.always({
    pieces: ({ messages }) => [
      /questions that a student/.test(messages[0]?.content ?? '') ? starterLines : summaryLines,
    ],
  });
  const { classId } = await person.client.classes.create.mutate({ name: sample.className });
  const folder = new URL('../../server/library/sample/', import.meta.url);
  const ids: string[] = [];
  // the chapter last, for the newest stands first
  for (const { file, name } of sample.documents.toReversed()) {
    const content = new Uint8Array(await readFile(new URL(file, folder)));
    const { reply } = await upload(app, person.token, classId, [{ name, content }]);
    ids.unshift(...reply.documents.map(({ documentId }) => documentId));
  }
  for (const id of ids) await settled(person.client, id);
  for (const id of ids) await summarised(person.client, id);
  return { ...person, classId, ids };
}

/** The student of most pictures. Moves the app's clock: it begins some weeks ago and ends today. */
export async function newStudent(app: TestApp): Promise<Student> {
  const now = Date.now();
  const reader = await newReader(app);
  const { client, classId, ids } = reader;
  await client.classes.create.mutate({ name: 'Cell biology' });
  await client.classes.create.mutate({ name: 'History of art, from the cave to the camera' });
  for (const [days, name] of earlier) {
    app.setClock(new Date(now - days * dayMs));
    await client.sessions.create.mutate({ classId, name });
  }
  app.setClock(new Date(now));
  app.model.next(saying(answers.sleep.text));
  const { sessionId } = await askToEnd(client, { text: answers.sleep.question, classId });
  const [chapter = '', notes = ''] = ids;
  const home = `/class/${classId}`;
  return {
    ...reader,
    sessionId,
    paths: {
      class: home,
      fresh: `${home}/new`,
      chapter: `${home}/document/${chapter}`,
      notes: `${home}/document/${notes}`,
      chat: `${home}/chat/${sessionId}`,
    },
  };
}

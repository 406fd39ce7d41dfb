import { newId } from '#shared/ids.ts';
import type { Client } from '#tests/harness/connect.ts';
import { upload } from '#tests/harness/documents.ts';
import type { Action } from './actions.ts';
import { makeFile, type MadeFile } from './files.ts';
import type { KnownClass, KnownDocument, Ledger } from './ledger.ts';

export interface Actor {
  url: string;
  userId: string;
  token: string;
  client: Client;
}

/** Does one thing, and notes what came of it. Whatever fails because the server is killed stays as it was: tried. */
export async function act(actor: Actor, action: Action, ledger: Ledger, nextFile: () => number): Promise<void> {
  const classes = ledger.classes.filter(({ userId, deletion }) => userId === actor.userId && deletion === 'no');
  const documents = ledger.documents.filter(
    (document) => document.in.userId === actor.userId && document.deletion === 'no' && document.in.deletion === 'no',
  );
  const classAt = (n: number) => classes[n % classes.length];
  const documentAt = (n: number) => documents[n % documents.length];
  switch (action.do) {
    case 'upload': {
      const files = Array.from({ length: action.files }, () => makeFile(nextFile()));
      return await send(actor, ledger, classAt(action.class) ?? (await newClass(actor, ledger)), files);
    }
    case 'upload again': {
      const document = documentAt(action.document);
      if (!document) return;
      return await readAnew(ledger, document, () => send(actor, ledger, document.in, [document.file]));
    }
    case 'delete': {
      const document = documentAt(action.document);
      if (!document) return;
      document.deletion = 'tried';
      await actor.client.documents.delete.mutate({ documentId: document.documentId });
      document.deletion = 'done';
      return;
    }
    case 'delete class': {
      const one = classAt(action.class);
      if (!one) return;
      one.deletion = 'tried';
      await actor.client.classes.delete.mutate({ classId: one.classId });
      one.deletion = 'done';
      return;
    }
    case 'retry': {
      const document = documents.filter(({ file }) => !file.isReadable).at(action.document % (documents.length + 1));
      if (!document) return;
      const { documentId } = document;
      await readAnew(ledger, document, () => actor.client.documents.retry.mutate({ documentId }));
    }
  }
}

/** Asks for a document to be read once more; until there is a reply nobody knows whether it is. */
async function readAnew(ledger: Ledger, { documentId }: KnownDocument, ask: () => Promise<unknown>): Promise<void> {
  ledger.beginningAnew.add(documentId);
  await ask();
  ledger.beginningAnew.delete(documentId);
  ledger.progress.delete(documentId);
}

async function newClass({ userId, client }: Actor, ledger: Ledger): Promise<KnownClass> {
  const one: KnownClass = { userId, classId: newId(), deletion: 'no' };
  await client.classes.create.mutate({ classId: one.classId, name: 'Biology' });
  ledger.classes.push(one);
  return one;
}

async function send(actor: Actor, ledger: Ledger, into: KnownClass, files: readonly MadeFile[]): Promise<void> {
  const lost = files.map((file) => ({ in: into, file }));
  ledger.lost.push(...lost);
  const { reply } = await upload(actor, actor.token, into.classId, files);
  ledger.lost = ledger.lost.filter((each) => !lost.includes(each));
  for (const { documentId, name } of reply.documents) {
    ledger.progress.delete(documentId);
    const file = files.find((each) => each.name === name);
    if (file === undefined) ledger.wrong.push(`${name} was taken and never sent`);
    else if (!ledger.documents.some((each) => each.documentId === documentId))
      ledger.documents.push({
        in: into,
        documentId,
        file,
        deletion: 'no',
        killsBefore: ledger.kills,
      } satisfies KnownDocument);
  }
}

import { type Document, type UploadReply, uploadReplySchema } from '#shared/document.ts';
import { newId } from '#shared/ids.ts';
import type { Client } from './connect.ts';

export interface TestFile {
  name: string;
  content: string | Uint8Array<ArrayBuffer>;
}

/** Sends files as a program does, with a bearer token. */
export async function upload(
  app: { url: string },
  token: string,
  classId: string,
  files: readonly TestFile[],
): Promise<{ status: number; reply: UploadReply }> {
  const form = new FormData();
  for (const { name, content } of files) form.append('files', new Blob([content]), name);
  const response = await fetch(`${app.url}/api/documents?classId=${classId}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return { status: response.status, reply: uploadReplySchema.parse(await response.json()) };
}

/** Resolves when the document is ready or failed, as the user's events say. */
export const settled = (client: Client, documentId: string): Promise<Document> =>
  documentWhen(client, documentId, ({ status }) => status === 'ready' || status === 'failed');

/** Resolves when the document's summary is made or given up, as the user's events say. */
export const summarised = (client: Client, documentId: string): Promise<Document> =>
  documentWhen(client, documentId, ({ summaryStatus }) => summaryStatus === 'ready' || summaryStatus === 'failed');

function documentWhen(client: Client, documentId: string, passes: (document: Document) => boolean): Promise<Document> {
  return new Promise((resolve, reject) => {
    const look = (document: Document) => {
      if (document.documentId !== documentId || !passes(document)) return;
      subscription.unsubscribe();
      resolve(document);
    };
    const subscription = client.events.watch.subscribe(
      {},
      {
        onData: ({ data }) => {
          if (data.type === 'reset') client.documents.get.query({ documentId }).then(look, reject);
          if ('document' in data) look(data.document);
        },
        onError: reject,
      },
    );
  });
}

/** A class of the person's with these files, read and ready. */
export async function classWith(
  app: { url: string },
  person: { token: string; client: Client },
  files: readonly TestFile[],
): Promise<{ classId: string; documents: Document[] }> {
  const { classId } = await person.client.classes.create.mutate({ classId: newId(), name: 'Biology' });
  const { reply } = await upload(app, person.token, classId, files);
  if (reply.refused.length > 0) throw new Error(JSON.stringify(reply.refused));
  const documents = await Promise.all(reply.documents.map(({ documentId }) => settled(person.client, documentId)));
  return { classId, documents };
}

/** A small text that answers "What is osmosis?". */
export const osmosis: TestFile = {
  name: 'osmosis.txt',
  content: [
    'Osmosis is the diffusion of water through a membrane that lets water pass but holds back what is dissolved in it.',
    'Water moves towards the side where more is dissolved. A plant cell in salty water loses water and wilts.',
    'The pressure that stops osmosis is called the osmotic pressure.',
  ].join('\n'),
};

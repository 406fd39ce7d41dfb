import type { Document } from '#shared/document.ts';
import type { TestLibrary } from '#tests/harness/library.ts';

/** The sample class of a user, read and ready: its chapter (PDF), lecture notes (Markdown) and reading guide (text). */
export interface SampleClass {
  classId: string;
  chapter: Document;
  notes: Document;
  guide: Document;
}

export async function addSampleClass(shelf: TestLibrary, userId: string): Promise<SampleClass> {
  const { library } = shelf;
  const { classId } = await library.addSample(userId);
  const { documents } = await library.listDocuments(userId, { classId, limit: 100 });
  const ready = await Promise.all(documents.map(({ documentId }) => shelf.settled(documentId)));
  const ofKind = (kind: Document['kind']): Document => {
    const document = ready.find((one) => one.kind === kind && one.status === 'ready');
    if (document === undefined) throw new Error(`The sample class has no ${kind} that is ready`);
    return document;
  };
  return { classId, chapter: ofKind('pdf'), notes: ofKind('markdown'), guide: ofKind('text') };
}

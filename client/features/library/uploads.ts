import { uploadReplySchema } from '#shared/document.ts';
import { copy } from '../../copy/en.ts';
import { createStore } from '../../lib/store.ts';

/** A file on its way, or one that was not taken. */
export interface Upload {
  id: number;
  classId: string;
  file: string;
  /** 0..1 of its bytes sent */
  progress: number;
  /** why it was not taken */
  refused: string | null;
}

export const uploads = createStore<readonly Upload[]>([]);
const atOnce = 2;
const waiting: (() => Promise<void>)[] = [];
let active = 0;
let last = 0;

const change = (id: number, fields: Partial<Upload>): void =>
  uploads.set((before) => before.map((upload) => (upload.id === id ? { ...upload, ...fields } : upload)));

export const dismissUpload = (id: number): void => uploads.set((before) => before.filter((upload) => upload.id !== id));

/** Sends files to a class, each in a request of its own, so that each has its own progress and its own verdict. */
export function upload(classId: string, files: Iterable<File>, onTaken: () => void): void {
  for (const file of files) {
    last += 1;
    const id = last;
    uploads.set((before) => [...before, { id, classId, file: file.name, progress: 0, refused: null }]);
    waiting.push(async () => {
      const refused = await send(classId, file, (progress) => change(id, { progress }));
      if (refused !== null) return change(id, { refused });
      dismissUpload(id);
      onTaken();
    });
  }
  next();
}

function next(): void {
  const job = active < atOnce ? waiting.shift() : undefined;
  if (!job) return;
  active += 1;
  void job().finally(() => {
    active -= 1;
    next();
  });
  next();
}

/** Sends one file; the reason where it was not taken, else null. Only XMLHttpRequest tells how much has gone out. */
function send(classId: string, file: File, onProgress: (share: number) => void): Promise<string | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('files', file, file.name);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener('load', () => resolve(verdict(request.responseText)));
    request.addEventListener('error', () => resolve(copy.library.uploadFailed));
    request.addEventListener('abort', () => resolve(copy.library.uploadFailed));
    request.open('POST', `/api/documents?classId=${classId}`);
    request.send(form);
  });
}

function verdict(body: string): string | null {
  try {
    const reply = uploadReplySchema.partial().safeParse(JSON.parse(body));
    if (reply.success && reply.data.refused?.[0]) return reply.data.refused[0].error.message;
    if (reply.success && reply.data.documents?.length === 1) return null;
    return errorMessage(JSON.parse(body));
  } catch {
    return copy.library.uploadFailed;
  }
}

function errorMessage(body: unknown): string {
  if (typeof body === 'object' && body !== null) {
    if ('message' in body && typeof body.message === 'string') return body.message;
    if ('error' in body) return errorMessage(body.error);
  }
  return copy.library.uploadFailed;
}

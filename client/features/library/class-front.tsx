import type { ReactNode } from 'react';
import type { Class } from '#shared/class.ts';
import { copy } from '../../copy/en.ts';
import { useStore } from '../../lib/use-store.ts';
import { QuestionList } from '../../ui/question-list.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { UploadButton } from './upload-button.tsx';
import { UploadRow } from './upload-row.tsx';
import { uploads } from './uploads.ts';
import { useDocuments } from './use-documents.ts';
import { useStarters } from './use-starters.ts';

const shownStarters = 4;
const words = copy.library;

interface ClassFrontProps {
  current: Class;
  canAsk: boolean;
  onAsk: (question: string) => void;
  onFiles: (files: File[]) => void;
  /** where a question is written */
  children: ReactNode;
}

/** The title page of a class: what is in it, a place for a question, and some to begin with; or how to add documents. */
export function ClassFront({ current, canAsk, onAsk, onFiles, children }: ClassFrontProps) {
  const { documents } = useDocuments(current.classId);
  const sending = useStore(uploads).filter((upload) => upload.classId === current.classId);
  const ready = documents?.filter(({ status }) => status === 'ready') ?? [];
  const starters = useStarters(ready, shownStarters);
  if (documents === undefined) return <Skeleton lines={4} />;

  const unread = documents.filter(({ status }) => status !== 'ready' && status !== 'failed').length;
  if (documents.length === 0) {
    return (
      <div className="flex flex-col gap-6">
        <header>
          <h1 className="font-serif text-title font-bold">{words.empty.title}</h1>
          <p className="mt-3 font-serif text-read text-soft text-pretty">{words.empty.text}</p>
        </header>
        {sending.length > 0 && (
          <ul className="border-y border-line py-1">
            {sending.map((upload) => (
              <UploadRow key={upload.id} upload={upload} />
            ))}
          </ul>
        )}
        <div>
          <UploadButton onFiles={onFiles} />
        </div>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-8">
      <header>
        <h1 className="font-serif text-title font-bold text-balance">{current.name}</h1>
        <p className="mt-1 text-soft tabular">
          {words.documentCount(documents.length)}
          {ready.length > 0 && ` · ${words.pages(ready.reduce((sum, { pages }) => sum + pages, 0))}`}
          {unread > 0 && ` · ${words.reading(unread)}`}
        </p>
      </header>
      {children}
      {starters.length > 0 && (
        <QuestionList label={words.startersTitle} questions={starters} disabled={!canAsk} onAsk={onAsk} />
      )}
    </div>
  );
}

import type { Class } from '#shared/class.ts';
import { copy } from '../../copy/en.ts';
import { useStore } from '../../lib/use-store.ts';
import { QuestionList } from '../../ui/question-list.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { pickStarters } from './starters.ts';
import { UploadButton } from './upload-button.tsx';
import { UploadRow } from './upload-row.tsx';
import { uploads } from './uploads.ts';
import { useDocuments } from './use-documents.ts';

const shownStarters = 4;

interface ClassFrontProps {
  current: Class;
  canAsk: boolean;
  onAsk: (question: string) => void;
  onFiles: (files: File[]) => void;
}

/** The title page of a class: what is in it, and questions to begin with; without documents, how to add some. */
export function ClassFront({ current, canAsk, onAsk, onFiles }: ClassFrontProps) {
  const { documents } = useDocuments(current.classId);
  const sending = useStore(uploads).filter((upload) => upload.classId === current.classId);
  const words = copy.library;
  if (documents === undefined) return <Skeleton lines={4} />;
  const ready = documents.filter(({ status }) => status === 'ready');
  const unread = documents.filter(({ status }) => status !== 'ready' && status !== 'failed').length;
  const starters = pickStarters(ready, shownStarters);
  const isEmpty = documents.length === 0 && sending.length === 0;
  return (
    <div className="flex flex-col gap-8">
      <header>
        <h1 className="font-serif text-title font-bold text-balance">{isEmpty ? words.empty.title : current.name}</h1>
        {isEmpty ? (
          <p className="mt-3 font-serif text-read text-soft text-pretty">{words.empty.text}</p>
        ) : (
          <>
            <p className="mt-1 text-soft tabular">
              {words.documentCount(documents.length)} · {words.pages(ready.reduce((sum, { pages }) => sum + pages, 0))}
              {unread > 0 && ` · ${words.reading(unread)}`}
            </p>
            {ready.length > 0 && <p className="mt-4 font-serif text-read text-soft text-pretty">{words.askAnything}</p>}
          </>
        )}
      </header>
      {isEmpty && (
        <div>
          <UploadButton onFiles={onFiles} />
        </div>
      )}
      {sending.length > 0 && (
        <ul className="border-y border-line py-1">
          {sending.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      )}
      {starters.length > 0 && <QuestionList label={words.startersTitle} questions={starters} disabled={!canAsk} onAsk={onAsk} />}
    </div>
  );
}

import type { ReactNode } from 'react';
import type { Document } from '#shared/document.ts';
import { copy } from '../../copy/en.ts';
import { QuestionList } from '../../ui/question-list.tsx';
import { useStarters } from './use-starters.ts';

const shownStarters = 3;

interface DocumentFrontProps {
  document: Document;
  canAsk: boolean;
  onAsk: (question: string) => void;
  /** where a question is written */
  children: ReactNode;
}

/** Where a chat about one document begins: a place for a question, and some to begin with. */
export function DocumentFront({ document, canAsk, onAsk, children }: DocumentFrontProps) {
  const isReady = document.status === 'ready';
  const starters = useStarters(isReady ? [document] : [], shownStarters);
  return (
    <div className="flex flex-col gap-6">
      <header>
        <h1 className="font-serif text-title font-bold break-words text-balance">{document.name}</h1>
        <p className="mt-1 text-soft tabular">
          {isReady ? copy.documentChat.about(copy.library.pages(document.pages)) : copy.viewer.notReady}
        </p>
      </header>
      {isReady && (
        <div>
          {children}
          <p className="mt-2 text-note text-soft">{copy.documentChat.expires}</p>
        </div>
      )}
      {starters.length > 0 && (
        <QuestionList label={copy.library.startersTitle} questions={starters} disabled={!canAsk} onAsk={onAsk} />
      )}
    </div>
  );
}

import { lazy, Suspense } from 'react';

const Markdown = lazy(() => import('../../markdown/markdown.tsx'));

/** An answer's text; plain until the Markdown reader has been loaded. */
export function AnswerText({ text, growing }: { text: string; growing: boolean }) {
  return (
    <Suspense fallback={<div className="prose whitespace-pre-wrap">{text}</div>}>
      <Markdown text={text} growing={growing} />
    </Suspense>
  );
}

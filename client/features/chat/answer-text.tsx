import { lazy, Suspense } from 'react';

const load = () => import('../../markdown/markdown.tsx');
const Markdown = lazy(load);

/** Fetches the Markdown reader ahead of the first answer. */
export const prefetchAnswerText = (): void => void load().catch(() => {});

/** An answer's text; plain until the Markdown reader has been loaded. */
export function AnswerText({ text, growing }: { text: string; growing: boolean }) {
  return (
    <Suspense fallback={<div className="prose whitespace-pre-wrap">{text}</div>}>
      <Markdown text={text} growing={growing} />
    </Suspense>
  );
}

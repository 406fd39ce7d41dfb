import { lazy, Suspense } from 'react';
import { withoutSigns } from '../../markdown/without-signs.ts';

const load = () => import('../../markdown/markdown.tsx');
const Markdown = lazy(load);

/** Fetches the Markdown reader ahead of the first answer. */
export const prefetchAnswerText = (): void => void load().catch(() => {});

/** An answer's text; plain until the Markdown reader has been loaded. */
export function AnswerText({ text, growing }: { text: string; growing: boolean }) {
  return (
    <Suspense
      fallback={
        <div aria-busy="true" className="prose whitespace-pre-wrap">
          {withoutSigns(text)}
        </div>
      }
    >
      <Markdown text={text} growing={growing} />
    </Suspense>
  );
}

import type { Turn } from '#shared/turn.ts';
import { withoutSigns } from '../../markdown/without-signs.ts';
import { Question } from './question.tsx';

/** A question and the words of its answer: what is shown where nobody looks. */
export function FarTurn({ turn, text }: { turn: Turn; text: string }) {
  return (
    <article aria-label={turn.question} className="turn">
      <Question text={turn.question} documentIds={turn.documentIds} />
      <div className="prose whitespace-pre-wrap">{withoutSigns(text)}</div>
    </article>
  );
}

import type { Turn } from '#shared/turn.ts';
import { Question } from './question.tsx';

/** A question and its answer as they were written: what is shown where nobody looks. */
export function FarTurn({ turn, text }: { turn: Turn; text: string }) {
  return (
    <article aria-label={turn.question} className="turn">
      <Question text={turn.question} documentIds={turn.documentIds} />
      <div className="prose whitespace-pre-wrap">{text}</div>
    </article>
  );
}

import { Question } from './question.tsx';

/** A question and its answer as they were written: what is shown where nobody looks. */
export function FarTurn({ question, text }: { question: string; text: string }) {
  return (
    <article aria-label={question} className="turn">
      <Question text={question} />
      <div className="prose whitespace-pre-wrap">{text}</div>
    </article>
  );
}

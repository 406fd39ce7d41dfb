import { ArrowRightIcon } from '@radix-ui/react-icons';

interface QuestionListProps {
  label: string;
  questions: readonly string[];
  disabled: boolean;
  onAsk: (question: string) => void;
}

/** Questions that one press asks. */
export function QuestionList({ label, questions, disabled, onAsk }: QuestionListProps) {
  return (
    <section aria-label={label}>
      <p className="mb-1 text-note text-soft" aria-hidden="true">
        {label}
      </p>
      <ul className="border-t border-line">
        {questions.map((question) => (
          <li key={question} className="border-b border-line">
            <button
              type="button"
              disabled={disabled}
              onClick={() => onAsk(question)}
              className="group -mx-2 flex w-[calc(100%+1rem)] items-center justify-between gap-4 rounded-md px-2 py-2.5 text-left font-serif text-read leading-snug transition-colors duration-150 hover:bg-wash disabled:opacity-45 disabled:hover:bg-transparent"
            >
              <span className="min-w-0 break-words">{question}</span>
              <ArrowRightIcon className="shrink-0 text-soft transition-transform duration-150 group-hover:translate-x-0.5" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { lazy, memo, Suspense } from 'react';

interface FormulaProps {
  tex: string;
  display: boolean;
  /** the formula as it was written, shown until and unless it can be set */
  source: string;
}

const AsWritten = ({ source }: FormulaProps) => <code className="formula-source">{source}</code>;

const SetFormula = lazy(() => import('./set-formula.tsx').catch(() => ({ default: AsWritten })));

/** A formula; what sets it is loaded with the first one. */
export const Formula = memo(function Formula(props: FormulaProps) {
  const set = (
    <Suspense fallback={<span className="formula-waiting">{props.source}</span>}>
      <SetFormula {...props} />
    </Suspense>
  );
  if (!props.display) return set;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroll box must be reachable by keyboard
    <span className="formula-display" tabIndex={0}>
      {set}
    </span>
  );
});

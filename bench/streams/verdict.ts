/** One line of the table: what must hold, and what was measured. */
export interface Verdict {
  measure: string;
  /** empty for what is only reported */
  must: string;
  measured: string;
  /** null for what is only reported */
  holds: boolean | null;
}

export const reported = (measure: string, measured: string): Verdict => ({ measure, must: '', measured, holds: null });

/** What the run itself has made sure of: it ends where it is not so. */
export const asserted = (measure: string, measured: string): Verdict => ({
  measure,
  must: 'asserted',
  measured,
  holds: true,
});

/** A ratio to another contender, or a figure, that must not be above a limit. */
export const atMost = (
  measure: string,
  value: number,
  limit: number,
  { unit = '', detail = '' }: { unit?: string; detail?: string } = {},
): Verdict => ({
  measure,
  must: `≤ ${limit}${unit}`,
  measured: `${value.toFixed(2)}${unit}${detail === '' ? '' : ` (${detail})`}`,
  holds: value <= limit,
});

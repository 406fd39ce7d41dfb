/** One measured figure. */
export interface Row {
  measure: string;
  /** what it has to be, as it is written in the table; null where it is only reported */
  must: string | null;
  value: string;
  /** null where it is only reported */
  holds: boolean | null;
}

/** What one part of the evaluation found. */
export interface Section {
  title: string;
  /** Markdown: what was measured on what, and what is for tuning and what for judging */
  intro: string;
  rows: Row[];
}

export const atLeast = (measure: string, value: number, must: number): Row => ({
  measure,
  must: `≥ ${must}`,
  value: value.toFixed(3),
  holds: value >= must,
});

export const reported = (measure: string, value: string): Row => ({ measure, must: null, value, holds: null });

/** A section as Markdown. */
export const printSection = ({ title, intro, rows }: Section): string =>
  [
    `## ${title}`,
    '',
    intro.trim(),
    '',
    '| measure | must | measured | |',
    '|---|---|---|---|',
    ...rows.map(({ measure, must, value, holds }) => {
      const verdict = holds === null ? 'reported' : holds ? 'holds' : '**does not hold**';
      return `| ${measure} | ${must ?? ''} | ${value} | ${verdict} |`;
    }),
    '',
  ].join('\n');

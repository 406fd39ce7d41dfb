export type State = 'passed' | 'partial' | 'failed' | 'skipped' | 'missing';

export interface TestResult {
  title: string;
  status: string;
}

const idAtStart = /^([A-Z]{2}-\d{1,2}[a-z]?)(?=[ ,(])/;

/** The ids that a title begins with: `CP-02, PY-6a a follow-up …` has two. */
export function idsOf(title: string): string[] {
  const ids: string[] = [];
  let rest = title;
  for (let match = idAtStart.exec(rest); match?.[1] !== undefined; match = idAtStart.exec(rest)) {
    ids.push(match[1]);
    rest = rest.slice(match[1].length).replace(/^,? */, '');
  }
  return ids;
}

/** A title says `partial` after its ids where only a part of the case exists yet, and then which part. */
const isPartial = (title: string): boolean => /^(?:[A-Z]{2}-\d{1,2}[a-z]?,? *)+\(?partial\b/.test(title);

/** One state per id: failed if any of its tests failed, skipped if any did not run, partial if any says so. */
export function statesOf(ids: readonly string[], results: readonly TestResult[]): Map<string, State> {
  return new Map(ids.map((id) => [id, stateOf(results.filter(({ title }) => idsOf(title).includes(id)))]));
}

function stateOf(results: readonly TestResult[]): State {
  if (results.length === 0) return 'missing';
  if (results.some(({ status }) => status === 'failed')) return 'failed';
  if (results.some(({ status }) => status !== 'passed')) return 'skipped';
  return results.some(({ title }) => isPartial(title)) ? 'partial' : 'passed';
}

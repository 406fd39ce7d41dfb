import { everStored, type Observation } from './observation.ts';

type RunSeen = Observation['runs'][number];

/** What each user is charged: exactly the answers that count, with no place left behind. */
export function checkCharges(observed: Observation): string[] {
  const { people, usage, shown, left } = observed;
  return people.flatMap(({ userId, name, usedBefore }) => {
    const { counted, unknown } = countedOf(observed, userId);
    const rows = usage.filter((row) => row.userId === userId);
    const used = rows.reduce((sum, row) => sum + row.used, 0);
    const charged = used - usedBefore;
    const wrong: string[] = [];
    if (charged < counted || charged > counted + unknown)
      wrong.push(`${used} used, ${usedBefore} before and ${counted} answers count, ${unknown} are not known`);
    if (usedBefore > 0 && counted > left) wrong.push(`${counted} answers, ${left} were left`);
    for (const row of rows) {
      if (row.held.length > 0) wrong.push(`still held: ${row.held.join(' ')}`);
      if (row.reserved.length > 0) wrong.push(`${row.reserved.length} places still reserved`);
      if (row.places !== row.used) wrong.push(`${row.places} places taken, ${row.used} used`);
    }
    for (const said of shown.filter((one) => one.userId === userId))
      if (said.used !== used || said.held !== 0) wrong.push(`a server says ${said.used} used, ${said.held} held`);
    return wrong.map((what) => `usage of ${name}: ${what}`);
  });
}

/** Answers that count; of turns that were swept, what was last seen of them, and how many runs may have ended since. */
function countedOf(observed: Observation, userId: string): { counted: number; unknown: number } {
  const known = everStored(observed).filter((turn) => turn.userId === userId);
  const ended = known.flatMap((turn) => turn.ended);
  const gone = observed.runs.filter(
    (run) =>
      run.userId === userId &&
      !observed.turns.some((turn) => turn.userId === userId && turn.turnId === run.turnId) &&
      !ended.some(({ runId }) => runId === run.runId),
  );
  const unknown = gone.filter((run) => wasAccepted(run) || wasRemoved(observed, run));
  return { counted: ended.filter((run) => run.counted).length, unknown: unknown.length };
}

const wasAccepted = ({ outcomes }: RunSeen): boolean => outcomes.some((outcome) => 'reply' in outcome);

/** A call whose reply was lost is refused when it comes again after the removal. */
const wasRemoved = ({ removals }: Observation, { userId, sessionId, turnId }: RunSeen): boolean =>
  removals.some(
    (one) => one.userId === userId && one.sessionId === sessionId && (one.turnId === null || one.turnId === turnId),
  );

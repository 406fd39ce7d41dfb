import { marksIn } from './chaos-model.ts';
import { type Observation, wasRemoved } from './observation.ts';

/** What was stored while runs went on: nothing of a running answer, and nothing that changes once it has ended. */
export function checkSamples(observed: Observation): string[] {
  const { samples, turns } = observed;
  const wrong = new Set<string>();
  for (const { turnId, userId, sessionId, running, answers, ...rest } of samples.flat()) {
    if (running !== null && answers.some(({ runId }) => runId === running.runId))
      wrong.add(`turn ${turnId} holds an answer of its running run`);
    if (marksIn(JSON.stringify(rest)).length > 0) wrong.add(`turn ${turnId} holds text outside its answers`);
    const stored = turns.find((turn) => turn.userId === userId && turn.turnId === turnId);
    if (stored === undefined) {
      if (!wasRemoved(observed, { userId, turnId, sessionId })) wrong.add(`turn ${turnId} was stored and is gone`);
      continue;
    }
    for (const { runId, content } of answers)
      if (stored.answers.find((answer) => answer.runId === runId)?.content !== content)
        wrong.add(`the answer of run ${runId} was stored and is another now`);
  }
  return [...wrong];
}

/** The installation afterwards: alive, quiet, and with nothing left open. */
export function checkWorld({ asked, redisKeys, lines, unready, stuck, disturbed }: Observation): string[] {
  const lineIsExpected = (line: string) => isExpected(line, disturbed.has('database') || disturbed.has('process'));
  return [
    ...stuck.map((what) => `never ended: ${what}`),
    ...unready.map((what) => `not ready: ${what}`),
    ...asked.filter(({ isOpen }) => isOpen).map(({ tag, n }) => `upstream request ${n} of ${tag} is still open`),
    ...redisKeys.filter(({ ttlSeconds }) => ttlSeconds < 0).map(({ key }) => `the Redis key ${key} never expires`),
    ...redisKeys
      .filter(({ key, ttlSeconds }) => key.startsWith('chat:stream:') && ttlSeconds > 300)
      .map(({ key, ttlSeconds }) => `the Redis key ${key} stays ${ttlSeconds} s`),
    ...lines.filter((line) => !lineIsExpected(line)).map((line) => `printed: ${line.slice(0, 1_500)}`),
  ];
}

/** Below an error, or an error about a store that the schedule took away. */
function isExpected(line: string, storeWasAway: boolean): boolean {
  if (line.startsWith('Footnote is ready')) return true;
  if (!line.startsWith('{')) return false;
  const level = Number(/"level":(\d+)/.exec(line)?.[1] ?? '60');
  return level < 50 || (storeWasAway && /Mongo|errorLabelSet|fallback join|ECONN|EPIPE|not connected/.test(line));
}

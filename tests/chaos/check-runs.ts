import { answerChars } from '#server/answering/budget.ts';
import { marksIn } from './chaos-model.ts';
import { goodEnds } from './command.ts';
import { type Observation, type StoredTurn, wasRemoved } from './observation.ts';

/** What is stored of each run: once, ended, for a reason that the schedule gave; and no acknowledged ask is lost. */
export function checkRuns(observed: Observation): string[] {
  return [...observed.turns.flatMap((turn) => checkTurn(observed, turn)), ...checkReplies(observed)];
}

function checkTurn(observed: Observation, turn: StoredTurn): string[] {
  const wrong: string[] = [];
  if (turn.running !== null || turn.status === 'running') wrong.push(`still running ${turn.running?.runId}`);
  if (new Set(turn.runIds).size !== turn.runIds.length) wrong.push('a run twice');
  for (const runId of turn.runIds) {
    const ends = turn.ended.filter((ended) => ended.runId === runId);
    if (ends.length !== 1) wrong.push(`run ${runId} is stored with ${ends.length} ends`);
    const answers = turn.answers.filter((answer) => answer.runId === runId);
    if (answers.length > 1) wrong.push(`run ${runId} is stored with ${answers.length} answers`);
    const [ended] = ends;
    const [answer] = answers;
    if (ended === undefined) continue;
    const counts = answer !== undefined && (answer.outcome === 'answered' || answer.outcome === 'stopped');
    if (ended.counted !== counts) wrong.push(`run ${runId} ${ended.end}: counted is ${ended.counted}`);
    if (ended.end === 'failed' && answer !== undefined) wrong.push(`run ${runId} failed and has an answer`);
    const reason = unexplained(observed, turn, ended, answer);
    if (reason !== null) wrong.push(`run ${runId}: ${reason}`);
  }
  if (turn.ended.length !== turn.runIds.length) wrong.push(`${turn.ended.length} ends of ${turn.runIds.length} runs`);
  if (turn.status === 'answered' && turn.answers.length === 0) wrong.push('answered without an answer');
  return wrong.map((what) => `turn ${turn.turnId}: ${what}`);
}

function unexplained(
  observed: Observation,
  turn: StoredTurn,
  ended: StoredTurn['ended'][number],
  answer: StoredTurn['answers'][number] | undefined,
): string | null {
  const { runs, asked, disturbed } = observed;
  const tag = runs.find(({ userId, turnId }) => userId === turn.userId && turnId === turn.turnId)?.tag;
  const requests = asked.filter((each) => each.tag === tag);
  const code = ended.error?.code ?? '';
  switch (ended.end) {
    case 'stopped':
      if (wasRemoved(observed, turn)) return null;
      return runs.some(({ runId, stopTried }) => runId === ended.runId && stopTried) ? null : 'stopped by nobody';
    case 'completed': {
      if (answer === undefined) return 'completed without an answer';
      const n = marksIn(answer.content)[0]?.n;
      const request = requests.find((each) => (n === undefined ? each.plan.end === 'no answer' : each.n === n));
      if (request === undefined || !mayComplete(request)) return 'completed against its model';
      const isWhole = n === undefined || answer.content.startsWith(request.whole.slice(0, 2_000));
      return isWhole ? null : 'completed with less than the model said';
    }
    default:
      if (code === 'INTERRUPTED')
        return disturbed.has('process') || disturbed.has('database') ? null : 'INTERRUPTED by nobody';
      if (code === 'INTERNAL') return disturbed.has('database') ? null : 'INTERNAL';
      if (code === 'MODEL_REFUSED') return requests.some(({ plan }) => plan.end === 'content_filter') ? null : code;
      if (code !== 'MODEL_UNAVAILABLE') return `failed with ${code}`;
      return disturbed.has('model') || requests.some(({ plan }) => plan.pieces === 0 || !goodEnds.includes(plan.end))
        ? null
        : 'failed while its model was well';
  }
}

function checkReplies(observed: Observation): string[] {
  const { runs, turns, left } = observed;
  return runs.flatMap((run) => {
    // what was deleted on the way may be refused, and may be gone
    if (wasRemoved(observed, run)) return [];
    const turn = turns.find(({ userId, turnId }) => userId === run.userId && turnId === run.turnId);
    const ofCalls = run.outcomes.flatMap((outcome) => {
      if ('reply' in outcome) {
        if (turn === undefined) return ['was acknowledged, and is not stored'];
        const { runId, turnId } = outcome.reply;
        if (turnId !== run.turnId || (run.kind === 'ask' && runId !== run.runId)) return ['was answered for another'];
        if (turn.question !== run.question) return ['is stored with another question'];
        return turn.runIds.includes(runId) ? [] : [`was acknowledged as run ${runId}, which is not stored`];
      }
      const { refused } = outcome;
      if (refused === 'TOO_MANY_REQUESTS' || (refused === 'QUOTA_EXCEEDED' && left < 100)) return [];
      return [`was refused with ${refused}`];
    });
    const ofStops = run.stops.flatMap(({ known, outcome }) => {
      const ended = turn?.ended.find(({ runId }) => runId === run.runId);
      if ('reply' in outcome)
        return outcome.reply.end === ended?.end ? [] : [`its stop said ${outcome.reply.end}, stored is ${ended?.end}`];
      if (outcome.refused === 'NOT_FOUND' && !known) return [];
      return [`its stop was refused with ${outcome.refused}`];
    });
    return [...ofCalls, ...ofStops].map((what) => `${run.kind} of run ${run.runId} (${run.tag}) ${what}`);
  });
}

/** An answer that is longer than the model was allowed is complete where it was cut, whatever came then. */
const mayComplete = ({ plan, whole }: Observation['asked'][number]): boolean =>
  goodEnds.includes(plan.end) || whole.length > answerChars;

import { terminalEventId } from '#shared/run-event.ts';
import { marksIn } from './chaos-model.ts';
import { answerOf, endedOf, type Observation, wasRemoved, type Watched } from './observation.ts';

/** What each watcher saw: complete, in order, nothing twice, its own, one end, and the text that is stored. */
export function checkWatched(observed: Observation): string[] {
  return [
    ...observed.watched.flatMap((watched) => {
      const name = `watch of run ${watched.runId} on server ${watched.server}`;
      return [...orderOf(watched), ...ownOf(observed, watched), ...endOf(observed, watched)].map(
        (what) => `${name}: ${what}`,
      );
    }),
    ...agreement(observed),
  ];
}

/** The text of the token events, by offset. */
export const textSeen = ({ seen }: Pick<Watched, 'seen'>): string =>
  seen.map(({ event }) => (event.type === 'token' ? event.text : '')).join('');

function orderOf({ seen }: Watched): string[] {
  const wrong: string[] = [];
  let length = 0;
  let last = -1;
  const announced = new Set<number>();
  for (const [index, { id, event }] of seen.entries()) {
    if (id === terminalEventId) {
      if (index < seen.length - 1) wrong.push('events after the terminal one');
      if (!isTerminal(event.type)) wrong.push(`the last id on a ${event.type} event`);
      continue;
    }
    if (isTerminal(event.type)) wrong.push(`a ${event.type} event under the id ${id}`);
    if (!/^\d+$/.test(id) || Number(id) <= last) wrong.push(`id ${id} after ${last}`);
    last = Number(id);
    if (event.type === 'started' && index > 0) wrong.push('started twice');
    if (event.type === 'citation') announced.add(event.citation.number);
    if (event.type !== 'token') continue;
    if (event.text === '') wrong.push('an empty token');
    if (event.offset !== length) wrong.push(`a token at ${event.offset} after ${length} characters`);
    length = event.offset + event.text.length;
    if (/\[1\]/.test(event.text) && !announced.has(1)) wrong.push('a marker before its citation');
  }
  return wrong;
}

const isTerminal = (type: string): boolean => type === 'completed' || type === 'stopped' || type === 'failed';

function ownOf({ people, runs }: Observation, watched: Watched): string[] {
  const text = textSeen(watched);
  const name = people.find(({ userId }) => userId === watched.userId)?.name;
  // not by what is stored: that may have been deleted, and swept by now
  const tag = runs.find((run) => run.userId === watched.userId && run.runId === watched.runId)?.tag;
  const marks = marksIn(text);
  const foreign = marks.find((mark) => mark.user !== name);
  const other = marks.find((mark) => mark.tag !== tag || mark.n !== marks[0]?.n);
  return [
    ...(foreign === undefined ? [] : [`text of another user: ${foreign.tag}`]),
    ...(foreign !== undefined || other === undefined ? [] : [`text of another answer: ${other.tag} c${other.n}`]),
  ];
}

function endOf(observed: Observation, watched: Watched): string[] {
  if (watched.state === 'left') return textIsPrefix(observed, watched);
  const run = observed.runs.find((each) => each.userId === watched.userId && each.runId === watched.runId);
  const isRemoved = run !== undefined && wasRemoved(observed, run);
  if (isRemoved && watched.state === 'refused NOT_FOUND') return [];
  if (watched.state !== 'completed') return [`${watched.state} at the end`];
  const last = watched.seen.at(-1)?.event;
  if (last === undefined || !(last.type === 'completed' || last.type === 'stopped' || last.type === 'failed'))
    return [`completed after ${last?.type ?? 'nothing'}`];
  const ended = endedOf(observed, watched.userId, watched.runId);
  if (ended === undefined && isRemoved) return [];
  if (ended === undefined) return ['ended, and its run is not stored as ended'];
  const wrong: string[] = [];
  if (last.type !== ended.end) wrong.push(`${last.type}, stored is ${ended.end}`);
  if (last.type === 'failed' && last.error.code !== ended.error?.code)
    wrong.push(`failed with ${last.error.code}, stored is ${ended.error?.code}`);
  const answer = answerOf(observed, watched.userId, watched.runId);
  const shown = last.turn.answers.find(({ runId }) => runId === watched.runId);
  if (shown?.content !== answer?.content) wrong.push('the terminal event holds another answer than is stored');
  // a log that went with its server or with Redis leaves the stored turn alone as the truth
  const redisWasAway = observed.disturbed.has('redis') || observed.lines.some((line) => line.includes('Redis is away'));
  const logMayBeLost = redisWasAway || observed.disturbed.has('process');
  if (answer !== undefined && !logMayBeLost && textSeen(watched) !== answer.content)
    wrong.push(`${textSeen(watched).length} characters seen, ${answer.content.length} stored`);
  return [...wrong, ...textIsPrefix(observed, watched)];
}

function textIsPrefix(observed: Observation, watched: Watched): string[] {
  const text = textSeen(watched);
  const answer = answerOf(observed, watched.userId, watched.runId);
  return answer === undefined || answer.content.startsWith(text)
    ? []
    : ['text that is not the beginning of what is stored'];
}

/** All watchers of a run saw the same: the same text under the same id, and the same end. */
function agreement({ watched }: Observation): string[] {
  const wrong = new Set<string>();
  const positions = new Map<string, string>();
  const texts = new Map<string, string>();
  const ends = new Map<string, string>();
  const agree = (known: Map<string, string>, key: string, value: string, what: string) => {
    const other = known.get(key);
    if (other !== undefined && other !== value) wrong.add(`${what} of run ${key}: ${other} and ${value}`);
    known.set(key, value);
  };
  for (const each of watched) {
    const run = `${each.userId}/${each.runId}`;
    let length = 0;
    let others = 0;
    for (const { id, event } of each.seen) {
      if (event.type === 'token') length += event.text.length;
      else others += 1;
      if (id === terminalEventId) agree(ends, run, event.type, 'different ends');
      else {
        const position = `${length} characters, ${others} others`;
        agree(positions, `${run} id ${id}`, position, 'different positions');
        agree(positions, `${run} after ${position}`, id, 'different ids');
      }
    }
    const [longer, shorter] = [textSeen(each), texts.get(run) ?? ''].sort((a, b) => b.length - a.length);
    if (longer !== undefined && shorter !== undefined && !longer.startsWith(shorter))
      wrong.add(`different texts of run ${run}`);
    texts.set(run, longer ?? '');
  }
  return [...wrong];
}

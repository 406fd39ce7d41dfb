import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '#shared/ids.ts';
import type { AskReply } from '#shared/turn.ts';
import { callUntil, type Outcome } from './call-until.ts';
import { tagOf } from './chaos-model.ts';
import type { Command, Plan, Times } from './command.ts';
import type { Person, Tab } from './person.ts';
import type { Removal, Round, Run } from './round.ts';
import { isPassing } from './watcher.ts';

interface How {
  server: number;
  times: Times;
}

/** Asks a question, and watches its answer from where it was asked. */
export function askRun(round: Round, person: Person, sessionId: string, how: How & { plan: Plan }): void {
  const tag = tagOf(person.name, round.runs.length);
  round.world.model.plan(tag, how.plan);
  const turnId = newId();
  const question = `What is osmosis, and how does water move through a membrane? (about ${tag})`;
  const input = { turnId, sessionId, text: question, classId: person.classId };
  start(round, { kind: 'ask', person, sessionId, turnId, runId: turnId, tag, question }, how, (tab) =>
    tab.client.turns.ask.mutate(input),
  );
}

/** Retries the turn of a run once that one is accepted. */
export function retryRun(round: Round, run: Run, how: How & { plan: Plan }): void {
  const { kind: _, outcomes: __, stops: ___, ...turn } = run;
  const runId = newId();
  const go = run.accepted.then((accepted) => {
    if (accepted === null) return;
    round.world.model.plan(run.tag, how.plan);
    start(round, { ...turn, kind: 'retry', runId }, how, (tab) =>
      tab.client.turns.retry.mutate({ turnId: run.turnId, runId }),
    );
  });
  round.aside(go);
}

/** Stops a run by the id that its client made, whether it is accepted yet or not. */
export function stopRun(round: Round, run: Run, how: How): void {
  run.stopTried = true;
  const known = run.outcomes.some((outcome) => 'reply' in outcome && outcome.reply.runId === run.runId);
  for (const tab of tabsFor(round, run.person, how)) {
    const stop = () => tab.client.turns.stop.mutate({ runId: run.runId });
    round.aside(
      callUntil(stop, isPassing, round.deadline.signal).then((outcome) => run.stops.push({ known, outcome })),
    );
  }
}

/** Deletes the turn or the chat of a run once that is accepted, and restores it if so wished. */
export function removeRun(round: Round, run: Run, { server, what, restoreAfterMs }: Removing): void {
  const { turns, sessions } = round.ownTab(run.person, server).client;
  const { turnId, sessionId } = run;
  const remove = what === 'turn' ? () => turns.delete.mutate({ turnId }) : () => sessions.delete.mutate({ sessionId });
  const restore: () => Promise<unknown> =
    what === 'turn' ? () => turns.restore.mutate({ turnId }) : () => sessions.restore.mutate({ sessionId });
  const go = run.accepted.then(async (accepted) => {
    if (accepted === null) return;
    const owner = { userId: run.person.userId, sessionId, turnId: what === 'turn' ? turnId : null };
    const removal: Removal = { ...owner, deleted: 'on its way', restored: null };
    round.removals.push(removal);
    removal.deleted = said(await callUntil<unknown>(remove, isPassing, round.deadline.signal));
    if (restoreAfterMs === null) return;
    await sleep(restoreAfterMs);
    removal.restored = said(await callUntil(restore, isPassing, round.deadline.signal));
  });
  round.aside(go);
}

type Removing = Extract<Command, { do: 'remove' }>;

const said = (outcome: Outcome<unknown>): string => ('reply' in outcome ? 'done' : outcome.refused);

/** Shows another version of a run's turn. */
export function selectVersion(round: Round, run: Run, { server, current }: Extract<Command, { do: 'select' }>): void {
  const { turns } = round.ownTab(run.person, server).client;
  const { turnId } = run;
  round.aside(callUntil(() => turns.select.mutate({ turnId, current }), isPassing, round.deadline.signal));
}

function start(
  round: Round,
  what: Omit<Run, 'outcomes' | 'stops' | 'stopTried' | 'accepted'>,
  how: How,
  call: (tab: Tab) => Promise<AskReply>,
): void {
  const accepted = Promise.withResolvers<string | null>();
  const run: Run = { ...what, outcomes: [], stops: [], stopTried: false, accepted: accepted.promise };
  round.runs.push(run);
  const callFrom = async (tab: Tab): Promise<void> => {
    const outcome: Outcome<AskReply> = await callUntil(() => call(tab), isPassing, round.deadline.signal);
    run.outcomes.push(outcome);
    if (!('reply' in outcome)) return;
    round.watch(tab, run.person, outcome.reply.runId);
    accepted.resolve(outcome.reply.runId);
  };
  const calls = Promise.all(tabsFor(round, run.person, how).map(callFrom)).then(() => accepted.resolve(null));
  round.aside(calls);
}

function tabsFor(round: Round, person: Person, { server, times }: How): Tab[] {
  const tab = round.ownTab(person, server);
  switch (times) {
    case 'once':
      return [tab];
    case 'twice':
      return [tab, tab];
    case 'everywhere':
      return round.world.nodes.map((_, at) => round.ownTab(person, at));
  }
}

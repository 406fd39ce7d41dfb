import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '#shared/ids.ts';
import { askRun, removeRun, retryRun, selectVersion, stopRun } from './calls.ts';
import type { Command, LinkFault } from './command.ts';
import type { Round, Run } from './round.ts';
import type { TcpProxy } from '#tests/harness/tcp-proxy.ts';

/** Does one step. What takes its time goes on beside the schedule. */
export async function perform(round: Round, command: Command): Promise<void> {
  const { world } = round;
  switch (command.do) {
    case 'ask': {
      const person = pick(round.people, command.user);
      if (person === undefined) return;
      const before = round.runs.findLast((run) => run.person === person);
      const sessionId = command.sameSession && before !== undefined ? before.sessionId : newId();
      askRun(round, person, sessionId, command);
      return;
    }
    case 'retry':
      withRun(round, command.run, (run) => retryRun(round, run, command));
      return;
    case 'stop':
      withRun(round, command.run, (run) => stopRun(round, run, command));
      return;
    case 'remove':
      withRun(round, command.run, (run) => removeRun(round, run, command));
      return;
    case 'select':
      withRun(round, command.run, (run) => selectVersion(round, run, command));
      return;
    case 'watch':
      withRun(round, command.run, (run) => round.aside(watchLater(round, run, command)));
      return;
    case 'leave':
      pick(round.watchers, command.watch)?.leave();
      return;
    case 'drop':
      pick(round.tabs, command.tab)?.line.reset();
      return;
    case 'slow': {
      const line = pick(round.tabs, command.tab)?.line;
      line?.misbehave({ unread: true });
      round.aside(sleep(command.ms).then(() => line?.misbehave(null)));
      return;
    }
    case 'wait':
      await sleep(command.ms);
      return;
    case 'first token': {
      const runId = await Promise.race([pick(round.runs, command.run)?.accepted, sleep(500)]);
      const watcher = round.watchers.find((each) => each.runId === runId);
      await Promise.race([watcher?.firstToken, sleep(500)]);
      return;
    }
    case 'kill':
    case 'term': {
      const signal = command.do === 'kill' ? 'SIGKILL' : 'SIGTERM';
      round.disturbed.add('process');
      round.aside(world.nodes[command.server % world.nodes.length]?.restart(signal, command.downMs) ?? sleep(0));
      return;
    }
    case 'redis':
      round.disturbed.add('redis');
      round.aside(disturbRedis(round, command.how, command.ms));
      return;
    case 'link':
      round.disturbed.add(command.link);
      for (const line of linesOf(round, command)) round.aside(disturb(line, command.fault, command.ms));
  }
}

const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(from.length, 1)];

function withRun(round: Round, n: number, use: (run: Run) => void): void {
  const run = pick(round.runs, n);
  if (run !== undefined) use(run);
}

async function watchLater(round: Round, run: Run, { server, newTab }: { server: number; newTab: boolean }) {
  const runId = await run.accepted;
  if (runId === null) return;
  const tab = newTab ? await round.newTab(run.person, server) : round.ownTab(run.person, server);
  round.watch(tab, run.person, runId);
}

const disturbRedis = ({ world }: Round, how: 'restart' | 'freeze', ms: number): Promise<void> =>
  world.changeRedis(async (redis) => {
    if (how === 'freeze') redis.freeze();
    else await redis.stop();
    await sleep(ms);
    if (how === 'freeze') redis.thaw();
    else await redis.start();
  });

function linesOf(round: Round, { link, server }: Extract<Command, { do: 'link' }>): TcpProxy[] {
  const at = server % round.world.nodes.length;
  if (link === 'tabs') return round.tabs.filter((tab) => tab.server === at).map(({ line }) => line);
  const line = round.world.nodes[at]?.links[link];
  return line === undefined ? [] : [line];
}

async function disturb(line: TcpProxy, fault: LinkFault, ms: number): Promise<void> {
  switch (fault.kind) {
    case 'away':
      line.goAway();
      break;
    case 'reset':
      line.reset();
      return;
    case 'silent':
      line.misbehave({ silent: true });
      break;
    case 'delay':
      line.misbehave({ delayMs: fault.ms });
      break;
    case 'throttle':
      line.misbehave({ bytesPerSecond: fault.bytesPerSecond });
      break;
    case 'cut':
      line.misbehave({ cutAfter: fault.bytes });
  }
  await sleep(ms);
  line.comeBack();
  line.misbehave(null);
}

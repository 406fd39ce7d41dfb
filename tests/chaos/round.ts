import type { AskReply } from '#shared/turn.ts';
import type { RunEnd } from '#shared/run-event.ts';
import type { Outcome } from './call-until.ts';
import { newPerson, openTab, type Person, type Tab } from './person.ts';
import { watch, type Watcher } from './watcher.ts';
import type { World } from './world.ts';

/** What a schedule did to the installation: it explains how runs may end. */
export type Disturbance = 'process' | 'redis' | 'database' | 'model' | 'tabs';

/** A question or a retry, and what became of its calls. */
export interface Run {
  kind: 'ask' | 'retry';
  person: Person;
  sessionId: string;
  turnId: string;
  /** the id that the client made; a retry may be answered with the run that goes on already */
  runId: string;
  tag: string;
  question: string;
  outcomes: Outcome<AskReply>[];
  stops: { known: boolean; outcome: Outcome<{ end: RunEnd }> }[];
  /** whether anybody tried to stop it */
  stopTried: boolean;
  /** resolves with the run that was accepted; null where it was refused */
  accepted: Promise<string | null>;
}

/** A question or a chat that somebody deleted, and perhaps restored. */
export interface Removal {
  userId: string;
  sessionId: string;
  /** null: the whole chat */
  turnId: string | null;
  deleted: string;
  /** null: not tried */
  restored: string | null;
}

/** One schedule on its way. */
export interface Round extends AsyncDisposable {
  readonly world: World;
  readonly people: readonly Person[];
  /** the first ones are everybody's own on each server */
  readonly tabs: Tab[];
  readonly runs: Run[];
  readonly watchers: Watcher[];
  readonly removals: Removal[];
  readonly disturbed: Set<Disturbance>;
  /** aborted when calls without an answer are given up */
  readonly deadline: AbortController;
  ownTab(person: Person, server: number): Tab;
  newTab(person: Person, server: number): Promise<Tab>;
  watch(tab: Tab, person: Person, runId: string): Watcher;
  /** Lets something go on beside the schedule; it is waited for at its end. */
  aside(work: Promise<unknown>): void;
  /** Resolves when everything beside the schedule has ended. */
  settled(): Promise<void>;
}

export async function openRound(world: World, users: number, left: number): Promise<Round> {
  const people: Person[] = [];
  const tabs: Tab[] = [];
  const own = new Map<Person, Tab[]>();
  for (let n = 0; n < users; n += 1) {
    const person = await newPerson(world, left);
    const mine = await Promise.all(world.nodes.map((_, server) => openTab(world, person, server)));
    people.push(person);
    own.set(person, mine);
    tabs.push(...mine);
  }
  const going = new Set<Promise<unknown>>();
  const watchers: Watcher[] = [];
  return {
    world,
    people,
    tabs,
    runs: [],
    removals: [],
    watchers,
    disturbed: new Set(),
    deadline: new AbortController(),
    ownTab: (person, server) => {
      const mine = own.get(person) ?? [];
      const tab = mine[server % mine.length];
      if (tab === undefined) throw new Error('everybody has a tab on each server');
      return tab;
    },
    newTab: async (person, server) => {
      const tab = await openTab(world, person, server);
      tabs.push(tab);
      return tab;
    },
    watch: (tab, person, runId) => {
      const watcher = watch(tab, person.userId, runId);
      watchers.push(watcher);
      return watcher;
    },
    aside: (work) => {
      going.add(work);
      void work.finally(() => going.delete(work)).catch(() => undefined);
    },
    settled: async () => {
      while (going.size > 0) await Promise.all(going);
    },
    [Symbol.asyncDispose]: async () => {
      for (const watcher of watchers) watcher.leave();
      await Promise.all(tabs.map((tab) => tab[Symbol.asyncDispose]()));
    },
  };
}

import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Document } from '#shared/document.ts';
import { limits } from '#shared/limits.ts';
import type { UserEvent } from '#shared/user-event.ts';
import { createApp } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { openConfigured } from '#server/database/open.ts';
import { connect, type Connection, signUp } from '#tests/harness/connect.ts';
import { makeTestData } from '#tests/harness/database.ts';
import { type ServerProcess, startServerProcess } from '#tests/harness/server-process.ts';
import { act, type Actor } from './act.ts';
import type { Life } from './actions.ts';
import { checkStored } from './check-stored.ts';
import { emptyLedger, type Ledger } from './ledger.ts';

const people = 2;
const brokenOff = 'Reading it was broken off too often.';
const fewestKills = 5;
const quietMs = 300_000;
/** where servers share a database, what an upload may still be doing is kept for an hour; and a minute for the check */
const uploadMs = 3_660_000;
/** what is to follow an event comes within this, or nothing does */
const silentMs = 1_500;

/** One installation whose server is killed again and again; it answers and summarises without a model. */
export interface IngestWorld extends AsyncDisposable {
  /** Starts the server, lets people do things, and kills it in the middle. */
  live(life: Life): Promise<void>;
  /** Starts the server, waits until nothing is to be done any more, and ends it. @returns every rule that is broken */
  check(): Promise<string[]>;
  readonly ledger: Ledger;
}

/** @param databaseUrl a MongoDB server; null: the embedded database */
export async function openIngestWorld(databaseUrl: string | null): Promise<IngestWorld> {
  const place = await makeTestData(databaseUrl);
  const data = place.env;
  const ledger = emptyLedger();
  const accounts: { userId: string; token: string }[] = [];
  let filesMade = 0;
  let deletedAt = 0;
  /** events since the last start */
  let events = 0;
  const heard = new Set<() => void>();

  /** what people have not begun yet, and what they began and have no reply to */
  let [waiting, begun] = [0, 0];

  /** Waits for so many events, or until nothing that is under way can bring one any more. */
  const untilEvents = (count: number, isUnderWay: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      let silence = setTimeout(() => {}, 0);
      const look = () => {
        clearTimeout(silence);
        const end = () => {
          heard.delete(look);
          resolve();
        };
        if (events >= count) end();
        else silence = setTimeout(() => (isUnderWay() ? look() : end()), silentMs);
      };
      heard.add(look);
      look();
    });

  const start = () => startServerProcess({ ...data, FREE_DOCUMENTS: '1000', LOG_LEVEL: 'error' });
  const enter = async ({ url: at }: ServerProcess): Promise<{ actors: Actor[]; leave: () => void }> => {
    while (accounts.length < people) accounts.push(await signUp(at));
    const connections: Connection[] = [];
    const actors = accounts.map((account) => {
      const connection = connect(at, account.token);
      connections.push(connection);
      watchEvents(connection, (event) => {
        noteProgress(event, ledger);
        events += 1;
        for (const look of heard) look();
      });
      return { ...account, url: at, client: connection.client };
    });
    return { actors, leave: () => connections.forEach((connection) => connection.close()) };
  };

  const live = async ({ actions, killAfter }: Life): Promise<void> => {
    const server = await start();
    for (const documentId of ledger.beginningAnew) ledger.progress.delete(documentId);
    ledger.beginningAnew.clear();
    events = 0;
    [waiting, begun] = [actions.length, 0];
    const { actors, leave } = await enter(server);
    const left = Promise.withResolvers<void>();
    let killed = false;
    const done = Promise.allSettled(
      actions.map(async ({ user, afterEvents, action }) => {
        const actor = actors[user % actors.length];
        await untilEvents(afterEvents, () => begun > 0);
        waiting -= 1;
        if (action.do.startsWith('delete')) deletedAt = Date.now();
        if (!actor || killed) return;
        begun += 1;
        const acted = act(actor, action, ledger, () => filesMade++);
        // a call that was made while the line was down waits for one that never comes
        await Promise.race([acted, left.promise]).finally(() => (begun -= 1));
      }),
    );
    await untilEvents(killAfter.events, () => waiting + begun > 0);
    await pause(killAfter.ms);
    killed = true;
    await server.end('SIGKILL');
    ledger.kills += 1;
    // what it sent before it died is read
    await pause(50);
    leave();
    left.resolve();
    await done;
  };

  /** Starts a server whose clock is ahead, and ends it: what broken uploads left is cleared away in between. */
  const letUploadsPass = async (): Promise<void> => {
    const config = readConfig({ ...data, PORT: '0', LOG_LEVEL: 'error' });
    const app = await createApp(config, { clock: () => new Date(Date.now() + uploadMs) });
    await app.close();
  };

  const check = async (): Promise<string[]> => {
    const server = await start();
    const { actors, leave } = await enter(server);
    const hanging = await untilQuiet(actors);
    // who is told that a document's reading was broken off too often tries it again
    if (await retryBrokenOff(actors, ledger)) hanging.push(...(await untilQuiet(actors)));
    // what was deleted is swept when it can no longer be restored, at the sweeper's next turn
    await pause(deletedAt + limits.restorableMs + 3_000 - Date.now());
    leave();
    const code = await server.end('SIGTERM');
    if (databaseUrl !== null) await letUploadsPass();
    const database = await openConfigured(data);
    try {
      const wrong = await checkStored(database, await keptFiles(join(data.DATA_DIR, 'files')), ledger);
      return [...hanging, ...(code === 0 ? [] : [`the server ended with ${code}: ${server.output}`]), ...wrong];
    } finally {
      await database.close();
    }
  };

  return {
    live,
    check,
    ledger,
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

function watchEvents({ client }: Connection, seen: (event: UserEvent) => void): void {
  client.events.watch.subscribe({}, { onData: ({ data }) => seen(data), onError: () => {} });
}

/** Progress never goes back, over restarts neither. */
function noteProgress(event: UserEvent, { progress: all, beginningAnew, wrong }: Ledger): void {
  if (event.type !== 'document.progress') return;
  const { documentId, progress, name } = event.document;
  const before = beginningAnew.has(documentId) ? 0 : (all.get(documentId) ?? 0);
  if (progress < before) wrong.push(`the progress of ${name} went back from ${before} to ${progress}`);
  all.set(documentId, Math.max(before, progress));
}

/** Waits until every document is ready or failed and every summary made. @returns what is not in time */
async function untilQuiet(actors: readonly Actor[]): Promise<string[]> {
  const until = Date.now() + quietMs;
  for (;;) {
    const open = (await Promise.all(actors.map(unfinished))).flat();
    if (open.length === 0 || Date.now() > until) return open;
    await pause(250);
  }
}

async function unfinished(actor: Actor): Promise<string[]> {
  const open: string[] = [];
  for await (const { documentId, name, status, summaryStatus } of documentsOf(actor))
    if ((status !== 'ready' && status !== 'failed') || summaryStatus === 'pending')
      open.push(`${documentId} (${name}) hangs: ${status}, summary ${summaryStatus}`);
  return open;
}

async function* documentsOf({ client }: Actor): AsyncGenerator<Document> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await client.documents.list.query({ limit: 100, ...(cursor === undefined ? {} : { cursor }) });
    yield* page.documents;
    cursor = page.nextCursor;
  }
}

/** Tries again what failed for nothing but kills, which takes five of them at least. @returns whether there was any */
async function retryBrokenOff(actors: readonly Actor[], ledger: Ledger): Promise<boolean> {
  let some = false;
  for (const actor of actors)
    for await (const { documentId, error } of documentsOf(actor)) {
      if (error !== brokenOff) continue;
      some = true;
      const known = ledger.documents.find((each) => each.documentId === documentId);
      const kills = ledger.kills - (known?.killsBefore ?? 0);
      if (kills < fewestKills) ledger.wrong.push(`${documentId} was given up after ${kills} kills`);
      ledger.beginningAnew.add(documentId);
      await actor.client.documents.retry.mutate({ documentId });
    }
  return some;
}

async function keptFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((key) => !key.startsWith('probes/'));
}

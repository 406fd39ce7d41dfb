import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Failure } from '#shared/failure.ts';
import { newId } from '#shared/ids.ts';
import { limits } from '#shared/limits.ts';
import { chooseEmbedder, chooseVectorSearch } from '#server/app/choose-embedder.ts';
import { chooseFiles } from '#server/app/choose-files.ts';
import { chooseModels, usesOpenAi } from '#server/app/choose-model.ts';
import { openShared } from '#server/app/open-shared.ts';
import { summaryWriter } from '#server/app/summary-writer.ts';
import { createAnswerer } from '#server/answering/create-answerer.ts';
import { createAccountRows } from '#server/accounts/account-rows.ts';
import { createAuth } from '#server/accounts/auth.ts';
import type { PasswordHashing } from '#server/accounts/better-auth.ts';
import { createOrigins } from '#server/accounts/origins.ts';
import { createPersonalTokens } from '#server/accounts/personal-tokens.ts';
import { authSecret } from '#server/accounts/secret.ts';
import { administer } from '#server/admin/administer.ts';
import { openAdminDoor } from '#server/api/admin-door.ts';
import { closeDoor } from '#server/api/close-door.ts';
import { createContextFor } from '#server/api/context.ts';
import { handleFile } from '#server/api/files.ts';
import { handleMetrics } from '#server/api/metrics.ts';
import { allAnswer } from '#server/api/health.ts';
import { createHttp } from '#server/api/http.ts';
import { appRouter } from '#server/api/router.ts';
import type { Services } from '#server/api/services.ts';
import { createTally } from '#server/api/tally.ts';
import { handleUpload } from '#server/api/uploads.ts';
import { createWs, type Sockets } from '#server/api/ws.ts';
import { createActiveRuns } from '#server/chat/active-runs.ts';
import { createChat } from '#server/chat/chat.ts';
import type { ChatDeps } from '#server/chat/deps.ts';
import { drainRuns } from '#server/chat/drain.ts';
import { letGo } from '#server/chat/let-go.ts';
import { keepLeases } from '#server/chat/leases.ts';
import { recoverAll, settleLeft, startRecovery, watchLeases } from '#server/chat/recover.ts';
import { removeUser } from '#server/chat/remove-user.ts';
import { startChatSweeper } from '#server/chat/sweeper.ts';
import { joinInstallation } from '#server/cluster/join.ts';
import type { Config } from '#server/config.ts';
import type { Database } from '#server/database/client.ts';
import { openConfigured } from '#server/database/open.ts';
import { createLibrary } from '#server/library/library.ts';
import { openLog } from '#server/observe/log.ts';
import { createLoopLoad, windowByLoad } from '#server/observe/loop-load.ts';
import { createMetrics } from '#server/observe/metrics.ts';
import { readUsage } from '#server/quota/usage.ts';
import { createRetrieval } from '#server/retrieval/create-retrieval.ts';
import { createTicker } from '#server/streams/ticker.ts';

const webRoot = fileURLToPath(new URL('../dist/client', import.meta.url));

export interface App {
  readonly database: Database;
  readonly services: Services;
  /** what answers questions: a model's name */
  readonly model: string;
  readonly sockets: Sockets;
  /** Resolves, if ever, with why this server has to stop; the message is for a person. */
  readonly mustStop: Promise<Error>;
  /** Serves on the configured address and resolves with it. */
  listen(): Promise<{ url: string; port: number }>;
  /** Takes no more runs, lets running ones finish within the grace, then closes everything. */
  close(): Promise<void>;
}

/** What tests need to change: time, and what takes long. */
export interface AppOptions {
  passwords?: PasswordHashing | undefined;
  clock?: () => Date;
  /** how long a call to the model waits for tokens of the minute */
  bucketWaitMs?: number;
  /** summaries are made when they are asked for, not in the background */
  summariesWait?: boolean;
}

/** The composition root: the only place that chooses implementations. */
export async function createApp(
  config: Config,
  { clock = () => new Date(), bucketWaitMs = 10_000, summariesWait = false, passwords }: AppOptions = {},
): Promise<App> {
  const log = openLog(config.LOG_LEVEL);
  const database = await openConfigured(config);
  const { db, prisma } = database;
  const shared = await openShared(config, log, clock);
  const { events, runLog, stops, limitRate } = shared;
  const free = { chats: config.FREE_CHATS_PER_MONTH, documents: config.FREE_DOCUMENTS };
  const usage = (userId: string) => readUsage(db, free, userId, clock());

  const usageChanged = async (userId: string) =>
    events.publish(userId, { type: 'usage.changed', usage: await usage(userId) });

  const serverId = newId();
  const runs = createActiveRuns();
  const sightings = await watchLeases({ db, runs, serverId });
  const { files, setting: filesSetting } = await chooseFiles(config, log);
  const isShared = config.DATABASE_URL !== undefined;
  const presence = await joinInstallation(
    { db, files, filesSetting, isShared, log, now: clock },
    { serverId, shared: config.REDIS_URL !== undefined },
  );

  const load = createLoopLoad();
  const models = await chooseModels(config, createTicker(windowByLoad(load, { least: 0, most: 60 })));
  const embedder = await chooseEmbedder(config, shared.bucket);
  const library = createLibrary({
    db,
    files,
    events,
    log,
    fileBytes: config.MAX_FILE_MB * 1_000_000,
    freeDocuments: config.FREE_DOCUMENTS,
    usageChanged,
    now: clock,
    letGo: (userId, gone) => letGo({ db }, userId, gone),
    embedder,
    summaryWriter: summariesWait ? undefined : summaryWriter(config, models.guideModel, shared.bucket),
  });
  const retrieval = createRetrieval({
    db,
    cacheBytes: config.SEARCH_CACHE_MB * 1_000_000,
    vectors: chooseVectorSearch(config, embedder, database, log),
  });
  const metrics = createMetrics({ running: () => runs.all().length, sockets: () => sockets.open });
  const answer = createAnswerer({
    retrieval,
    summaries: library.summaries,
    ...models,
    tokens: usesOpenAi(config)
      ? {
          bucket: shared.bucket,
          waitMs: bucketWaitMs,
          waited: (ms, outcome) => metrics.bucketWaited(ms, outcome),
        }
      : undefined,
  });
  const chatDeps: ChatDeps = {
    serverId,
    db,
    prisma,
    library,
    accountRows: createAccountRows(database),
    answer,
    runLog,
    pace: { isLive: config.ENABLE_STREAMING, ticker: createTicker(windowByLoad(load, { least: 20, most: 60 })) },
    stops,
    events,
    runs,
    free,
    asks: limitRate({ what: 'questions', perMinute: limits.asksPerMinute }),
    runTimeoutMs: config.RUN_TIMEOUT_MS,
    clock,
    log,
    metrics,
  };
  const chat = createChat(chatDeps);
  const tokens = createPersonalTokens(db, clock);
  const services: Services = { chat, library, retrieval, tokens, events, usage };

  const beganAlone = await presence.isAlone();
  await recoverAll(chatDeps, () => presence.isAlone());
  presence.onGone(() => void settleLeft(chatDeps));
  const recovery = startRecovery(chatDeps, sightings);
  const leases = keepLeases(chatDeps);
  await library.start(beganAlone);
  const sweeper = startChatSweeper(chatDeps);

  let isStopping = false;
  const origins = createOrigins(config);
  const secret = await authSecret(db, config.AUTH_SECRET);
  const removed = (userId: string) => removeUser(chatDeps, userId);
  const auth = await createAuth({ database, config, origins, log, secret, passwords, removeUser: removed });
  const door = {
    router: appRouter,
    contextFor: createContextFor(services, limitRate({ what: 'calls', perMinute: limits.callsPerMinute })),
    origins,
    log,
    config,
  };
  const underWay = createTally(limits.uploadsAtOnce);
  const http = createHttp({
    ...door,
    auth,
    ready: async () => {
      if (isStopping) throw new Failure('UNAVAILABLE', 'The server is about to stop.');
      await allAnswer([{ name: 'the database', ping: () => database.ping() }, ...shared.foundations]);
    },
    metrics: (req, res) => handleMetrics(metrics, config, req, res),
    upload: (userId, req, res) => handleUpload({ library, log, underWay }, userId, req, res),
    file: (userId, documentId, req, res) => handleFile({ library }, userId, documentId, req, res),
    webRoot,
  });
  const sockets = createWs({ ...door, server: http, auth, onDropped: () => metrics.watcherDropped() });
  const administered = {
    database,
    files: async () => files,
    alone: false,
    free,
    runTimeoutMs: config.RUN_TIMEOUT_MS,
    planChanged: usageChanged,
  };
  const admin = await openAdminDoor({
    config,
    administer: (request) => administer({ ...administered, now: clock() }, request),
    log,
  });

  return {
    database,
    services,
    model: models.model.name,
    sockets,
    mustStop: presence.mustStop,
    listen: () => listen(http, config),
    close: async () => {
      isStopping = true;
      const drained = drainRuns(runs, config.SHUTDOWN_GRACE_MS);
      if (presence.others() > 0) sockets.reconnect();
      await admin.close();
      await recovery.stop();
      await drained;
      await closeDoor(http, sockets);
      await auth.close();
      await leases.stop();
      await sweeper.stop();
      await library.stop();
      await retrieval.close();
      metrics.close();
      await presence.leave();
      await shared.close();
      await database.close();
    },
  };
}

function listen(http: Server, { HOST, PORT }: Config): Promise<{ url: string; port: number }> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(PORT, HOST, () => {
      const address = http.address();
      const port = typeof address === 'object' && address !== null ? address.port : PORT;
      resolve({ url: `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`, port });
    });
  });
}

import { defineConfig } from 'vitest/config';

/** Tests wait for processes, disks and sockets more than they compute. */
const maxWorkers = 3;
/** What hangs ends; how fast things are is no matter of tests, and machines differ by a factor of ten. In milliseconds. */
const patienceMs = 120_000;
const patience = {
  testTimeout: patienceMs,
  hookTimeout: patienceMs,
  // what is waited for comes when it comes
  expect: { poll: { timeout: patienceMs / 2 } },
};
/** Tests of processes run what `npm start` runs. */
const globalSetup = 'tests/harness/build.ts';
const environments = ['api', 'process', 'mongo', 'redis', 'cluster'];

/**
 * One project per world a test needs: nothing, a running app, a process whose memory it measures for itself, a MongoDB
 * server (DATABASE_URL), Redis, several servers on both, a browser.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          maxWorkers,
          isolate: false,
          ...patience,
          include: ['{server,client,shared,prisma}/**/*.test.{ts,tsx}', 'tests/{chaos,eval}/**/*.test.ts'],
          exclude: [...environments.map((environment) => `**/*.${environment}.test.ts`), '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'architecture',
          maxWorkers,
          include: ['tests/*.test.ts', 'tests/acceptance/*.test.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'api',
          globalSetup,
          maxWorkers,
          isolate: false,
          include: ['{server,tests}/**/*.api.test.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'process',
          maxWorkers,
          include: ['{server,tests}/**/*.process.test.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'mongo',
          globalSetup,
          maxWorkers,
          include: ['{server,tests}/**/*.mongo.test.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'redis',
          maxWorkers,
          include: ['{server,tests}/**/*.redis.test.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'cluster',
          globalSetup,
          include: ['{server,tests}/**/*.cluster.test.ts'],
          ...patience,
          // whole campaigns and benches
          testTimeout: 300_000,
          // they wait for leases to run out most of the time
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          globalSetup,
          ...patience,
          testTimeout: 180_000,
          maxWorkers: 2,
          isolate: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});

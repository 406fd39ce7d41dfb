import { readFile } from 'node:fs/promises';
import { cruise, type IForbiddenRuleType, type IModule } from 'dependency-cruiser';
import { beforeAll, expect, test } from 'vitest';

/** Folders of the server from the door downwards; each may use those after it. The last row stands side by side. */
const layers = ['api', 'admin', 'chat', 'answering', 'retrieval', 'library'];
const ground = ['accounts', 'cluster', 'quota', 'streams', 'models', 'database', 'files', 'observe', 'redis'];

const upwards: IForbiddenRuleType[] = [...layers, ...ground].map((folder) => {
  const above = ground.includes(folder) ? layers : layers.slice(0, layers.indexOf(folder));
  return {
    name: `${folder} never looks up`,
    severity: 'error',
    from: { path: `^server/${folder}/` },
    to: {
      path:
        above.length === 0
          ? '^server/(main|app|admin)\\.ts$'
          : `^server/(${above.join('|')})/|^server/(main|app|admin)\\.ts$`,
    },
  };
});

const forbidden: IForbiddenRuleType[] = [
  ...upwards,
  {
    name: 'redis knows nothing of what it carries',
    severity: 'error',
    from: { path: '^server/redis/', pathNot: '\\.test\\.ts$' },
    to: { path: '^shared/|^server/(?!redis/|observe/)' },
  },
  {
    name: 'no cycles',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'shared imports nothing but zod',
    severity: 'error',
    from: { path: '^shared/', pathNot: '\\.test\\.ts$' },
    to: { pathNot: '^shared/|node_modules/zod/' },
  },
  {
    name: 'client imports the server as types only',
    severity: 'error',
    from: { path: '^client/' },
    to: { path: '^server/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'a feature never imports a feature',
    severity: 'error',
    from: { path: '^client/features/([^/]+)/' },
    to: { path: '^client/features/', pathNot: '^client/features/$1/' },
  },
  {
    name: 'the product never imports its tests',
    severity: 'error',
    from: { path: '^(server|client|shared|prisma)/', pathNot: '\\.test\\.tsx?$' },
    to: { path: '^(tests|bench)/' },
  },
  {
    name: 'only the composition root chooses implementations',
    severity: 'error',
    from: {
      path: '^server/',
      pathNot: '^server/app(\\.ts$|/)|\\.test\\.ts$|^server/(database/embedded|library/extract)/',
    },
    to: {
      path: '^server/((streams|quota)/(memory|redis)-|redis/connect|files/(disk|s3)\\.|models/(openai|offline)|database/embedded/client)',
    },
  },
  {
    name: 'no orphans',
    severity: 'error',
    from: {
      orphan: true,
      path: '^(server|client|shared)/',
      pathNot: '\\.d\\.ts$|vite-env|^client/public/|^server/library/sample/',
    },
    to: {},
  },
];

let modules: IModule[] = [];
let violations: string[] = [];

beforeAll(async () => {
  const { output } = await cruise(
    ['server', 'client', 'shared', 'prisma/emit.ts', 'tests', 'bench'],
    {
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '^(dist|data|node_modules/\\.vite)|contract\\.(d\\.ts|json)$' },
      tsPreCompilationDeps: true,
      tsConfig: { fileName: 'tsconfig.json' },
      combinedDependencies: true,
      ruleSet: { forbidden },
      enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    },
    {},
  );
  if (typeof output === 'string') throw new Error(output);
  modules = output.modules;
  violations = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
});

const own = () => modules.filter(({ source }) => /^(server|client|shared|tests|bench)\/.*\.tsx?$/.test(source));

test('the rules of the house hold over every module', () => {
  expect(own().length, 'modules that were checked').toBeGreaterThan(150);
  const folders = new Set(own().map(({ source }) => source.split('/').slice(0, 2).join('/')));
  for (const folder of [...layers, ...ground]) expect(folders).toContain(`server/${folder}`);
  const linked = own().flatMap(({ dependencies }) => dependencies.filter(({ couldNotResolve }) => couldNotResolve));
  expect(
    linked.map(({ module }) => module),
    'imports that were not resolved',
  ).toEqual([]);
  expect(violations).toEqual([]);
});

test('files are small: median ≤ 60 lines, nine in ten ≤ 150, none over 300', async () => {
  const product = own().filter(({ source }) => !/\.test\.tsx?$|^tests\//.test(source));
  const lines = await Promise.all(
    product.map(async ({ source }) => (await readFile(source, 'utf8')).split('\n').length - 1),
  );
  const sorted = lines.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  expect(at(0.5)).toBeLessThanOrEqual(60);
  expect(at(0.9)).toBeLessThanOrEqual(150);
  expect(at(1)).toBeLessThanOrEqual(300);
});

test('no barrels: no file does nothing but hand on what others export', async () => {
  const barrels: string[] = [];
  for (const { source } of own()) {
    const code = await readFile(source, 'utf8');
    const statements = code
      .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean);
    if (
      statements.length > 0 &&
      statements.every((statement) => /^export (type )?(\*|\{[^}]*\}) from /.test(statement))
    )
      barrels.push(source);
  }
  expect(barrels).toEqual([]);
});

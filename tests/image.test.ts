import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readConfig, variableNames } from '#server/config.ts';
import { serverFlags } from '#tests/harness/server-flags.ts';

const compose = await readFile('compose.yaml', 'utf8');
const dockerfile = await readFile('Dockerfile', 'utf8');
const kept = (await readFile('.dockerignore', 'utf8')).split('\n').flatMap((line) => /^!(.+)$/.exec(line)?.[1] ?? []);

/** What compose.yaml and the image set: name and value, `${NAME:-value}` as it is without a name. */
const composed = [...compose.matchAll(/^ {4}([A-Z][A-Z0-9_]+): (.+)$/gm)].map(([, name = '', value = '']) => ({
  name,
  value: value.replaceAll("'", '').replace(/^\$\{\w+:-(.*)\}$/, '$1'),
}));
const inImage = [...(/^ENV (.+)$/m.exec(dockerfile)?.[1] ?? '').matchAll(/(\w+)=(\S+)/g)].map(
  ([, name = '', value = '']) => ({ name, value }),
);

test('compose.yaml and the image set only variables that there are, to values that the server takes', () => {
  expect(composed.length).toBeGreaterThan(5);
  for (const { name } of composed) expect(variableNames).toContain(name);
  for (const { name } of inImage) expect([...variableNames, 'NODE_ENV']).toContain(name);
  const set = Object.fromEntries([...inImage, ...composed].map(({ name, value }) => [name, value]));
  expect(readConfig(set)).toMatchObject({ HOST: '0.0.0.0', DATA_DIR: '/data', TRUST_PROXY: 1 });
});

test('what may be set from outside is passed on under its own name', () => {
  const passed = [...compose.matchAll(/^ {4}([A-Z_]+): \$\{(\w+):-/gm)];
  expect(passed.length).toBeGreaterThan(3);
  for (const [, name, from] of passed) expect(from).toBe(name);
});

test('a server is given more time to stop than it gives its answers', () => {
  const grace = Number(/SHUTDOWN_GRACE_MS: '(\d+)'/.exec(compose)?.[1]);
  const stop = Number(/stop_grace_period: (\d+)s/.exec(compose)?.[1]) * 1_000;
  expect(stop).toBeGreaterThanOrEqual(grace + 10_000);
});

test('the image starts the server as npm start does', () => {
  const command = /^CMD (\[.+\])$/m.exec(dockerfile)?.[1] ?? '[]';
  expect(JSON.parse(command)).toEqual(['node', ...serverFlags, 'dist/server/main.js']);
  expect(serverFlags).toHaveLength(2);
});

test('what the image copies is there, and is not left out of its context', () => {
  const copies = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, args = '']) =>
    args.split(' ').slice(0, -1),
  );
  expect(copies).toContain('server');
  for (const source of copies) {
    expect(existsSync(source), source).toBe(true);
    expect(kept, source).toContain(source);
  }
});

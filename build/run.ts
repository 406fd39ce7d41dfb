/** `npm run build`: the web app and the server, each where it is missing or older than its sources. */
import { join } from 'node:path';
import { isStale } from './staleness.ts';

const root = join(import.meta.dirname, '..');
const common = ['shared', 'build', 'package.json', 'package-lock.json'];
const under = (paths: readonly string[]) => paths.map((path) => join(root, path));

if (await isStale(join(root, 'dist/client/index.html'), under([...common, 'client', 'vite.config.ts']))) {
  console.log('Building the web app …');
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}
if (await isStale(join(root, 'dist/server/main.js'), under([...common, 'server', 'prisma', 'tsconfig.json']))) {
  console.log('Building the server …');
  const { buildServer } = await import('./server.ts');
  await buildServer(root);
}

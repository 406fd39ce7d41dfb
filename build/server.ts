import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

/**
 * Writes dist/server: the server's programs, each with what it needs of our code and of packages in a few files. Finding
 * and opening modules one by one is much of a start (docs/decisions/057).
 *
 * @param root the project's folder
 */
export async function buildServer(root: string): Promise<void> {
  const target = join(root, 'dist/server');
  const bundle = await rolldown({
    cwd: root,
    input: { main: 'server/main.ts', admin: 'server/admin.ts' },
    platform: 'node',
    plugins: [placesOf(target)],
    onLog: (level, log, tell) => {
      // packages' own matters
      if (log.id === undefined || !log.id.includes('node_modules')) tell(level, log);
    },
  });
  await rm(target, { recursive: true, force: true });
  await bundle.write({ dir: target, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' });
  await bundle.close();
}

/** What a file of ours finds beside itself (threads, processes, samples) it finds there still, when it has become part of another. */
function placesOf(target: string): Plugin {
  return {
    name: 'places-of-sources',
    transform: {
      filter: { id: /\/(server|shared|prisma)\/.*\.ts$/ },
      handler(code, id) {
        if (id.includes('/node_modules/') || !code.includes('import.meta')) return null;
        const file = JSON.stringify(relative(target, id));
        return code.replaceAll('import.meta.url', `new URL(${file}, import.meta.url).href`);
      },
    },
  };
}

import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const pdfjs = join(import.meta.dirname, 'node_modules/pdfjs-dist');
const pdfFolders = ['cmaps', 'standard_fonts', 'wasm'];

/** Puts what pdf.js reads at run time (character maps, standard fonts, decoders) under /pdfjs, so that nothing comes from elsewhere. */
function pdfAssets(): Plugin {
  const isUsed = (file: string): boolean => !file.endsWith('.wasm') && !file.startsWith('quickjs');
  return {
    name: 'pdf-assets',
    generateBundle() {
      for (const folder of pdfFolders) {
        for (const file of readdirSync(join(pdfjs, folder)).filter(isUsed)) {
          const source = readFileSync(join(pdfjs, folder, file));
          this.emitFile({ type: 'asset', fileName: `pdfjs/${folder}/${file}`, source });
        }
      }
    },
    configureServer(server) {
      server.middlewares.use('/pdfjs', (request, response, next) => {
        const [, folder = '', file = ''] = new URL(request.url ?? '/', 'http://x').pathname.split('/');
        const path = join(pdfjs, folder, basename(file));
        if (!pdfFolders.includes(folder) || statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return next();
        if (path.endsWith('.js')) response.setHeader('content-type', 'text/javascript');
        createReadStream(path).pipe(response);
      });
    },
  };
}

const server = process.env['FOOTNOTE_SERVER'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: join(import.meta.dirname, 'client'),
  plugins: [react(), tailwindcss(), pdfAssets()],
  worker: { format: 'es' },
  build: {
    outDir: join(import.meta.dirname, 'dist/client'),
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari18'],
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: {
    proxy: {
      // The server refuses origins that it does not know; behind this proxy the page is one of its own.
      '/trpc': { target: server, ws: true, rewriteWsOrigin: true, headers: { origin: server } },
      '/api': { target: server, headers: { origin: server } },
    },
  },
});

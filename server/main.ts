import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// a third of a start is compiling; kept where nobody but the owner of the code can write
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
await import('./serve.ts');

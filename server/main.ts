import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// a third of a start is compiling; kept where nobody but the owner of the code can write
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'));
await import('./serve.ts');

import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For processes of Node that tests start: where they keep what they compiled, so that the next starts at two thirds of the cost. */
export const compileCache = { NODE_COMPILE_CACHE: join(tmpdir(), 'footnote-compile-cache') };

/** `npm run dev`: the server, restarted on change, and Vite in front of it, which reloads the page. Ctrl+C ends both. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

const commands = [
  ['--watch', '--watch-preserve-output', 'server/main.ts'],
  ['node_modules/vite/bin/vite.js', '--clearScreen=false'],
];
// only read, not loaded: the server reads it anew at every restart
const settings = { ...(existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {}), ...process.env };
const env = { FOOTNOTE_SERVER: `http://127.0.0.1:${settings['PORT'] || '3000'}`, ...process.env };
const children = commands.map((args) => spawn(process.execPath, args, { stdio: 'inherit', env }));

function end(code: number) {
  for (const child of children) child.kill('SIGTERM');
  process.exitCode = code;
}

for (const child of children) child.on('exit', (code) => end(code ?? 0));
process.on('SIGINT', () => end(0));
process.on('SIGTERM', () => end(0));

/**
 * Asks a question from the terminal by the typed client: `npm run ask -- [--class NAME] "question"`. Prints the answer
 * as it comes, then its footnotes.
 */
import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { parseArgs } from 'node:util';
import { createTRPCClient, TRPCClientError } from '@trpc/client';
import type { AppRouter } from '../../server/api/router.ts';
import { newId } from '../../shared/ids.ts';
import type { Citation } from '../../shared/passage.ts';
import type { RunEvent } from '../../shared/run-event.ts';
import { openLine } from '../lib/open-line.ts';
import { findToken } from './token.ts';
import { readyClass } from './ready-class.ts';

const help = `Usage: npm run ask -- [options] "question"

  --class NAME   ask this class only; left out: everything you have
  --url URL      the server; left out: this machine's, at PORT or 3000
  --token TOKEN  a personal token (tokens.create): who asks; left out: FOOTNOTE_TOKEN, else a guest of this machine
                 with the sample class
  --help         this text

Ctrl+C stops the answer.`;

if (existsSync('.env')) loadEnvFile('.env');
const { values, positionals } = readArguments();
// a reader that has seen enough, like `head`, closes the pipe
process.stdout.on('error', () => process.exit(0));
const question = positionals.join(' ').trim();
if (values.help === true || question === '') {
  console.log(help);
  process.exit(values.help === true ? 0 : 1);
}

const url = (values.url ?? `http://127.0.0.1:${process.env['PORT'] || '3000'}`).replace(/\/+$/, '');
try {
  const token = values.token ?? process.env['FOOTNOTE_TOKEN'] ?? (await findToken(url));
  const { socket, links } = openLine({ url: `${url.replace(/^http/, 'ws')}/trpc`, connectionParams: { token } });
  const client = createTRPCClient<AppRouter>({ links });
  const classId = await readyClass(client, values.class);
  const { runId } = await client.turns.ask.mutate({
    turnId: newId(),
    text: question,
    ...(classId === null ? {} : { classId }),
  });
  process.once('SIGINT', () => void client.turns.stop.mutate({ runId }));
  process.exitCode = await print(client, runId);
  await socket.close();
} catch (error) {
  console.error(error instanceof TRPCClientError || error instanceof Error ? error.message : error);
  process.exit(1);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        class: { type: 'string' },
        url: { type: 'string' },
        token: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    process.exit(1);
  }
}

/** Resolves with the exit code once the run has ended. */
function print(client: ReturnType<typeof createTRPCClient<AppRouter>>, runId: string): Promise<number> {
  return new Promise((resolve, reject) => {
    client.turns.watch.subscribe(
      { runId },
      {
        onData: ({ data }: { data: RunEvent }) => {
          if (data.type === 'token') process.stdout.write(data.text);
          if (data.type === 'failed') {
            console.error(`\n${data.error.message}`);
            resolve(1);
          }
          if (data.type === 'completed' || data.type === 'stopped') {
            const answer = data.turn.answers[data.turn.current];
            console.log(data.type === 'stopped' ? '\n(stopped)' : '');
            for (const citation of answer?.citations ?? []) console.log(footnote(citation));
            for (const suggestion of answer?.suggestions ?? []) console.log(`- ${suggestion}`);
            resolve(0);
          }
        },
        onError: reject,
      },
    );
  });
}

function footnote({ number, documentName, page, quote }: Citation): string {
  return `\n[${number}] ${documentName}, p. ${page}\n    “${quote.replaceAll(/\s+/g, ' ').trim()}”`;
}

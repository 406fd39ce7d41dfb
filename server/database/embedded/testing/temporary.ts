import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type EmbeddedClient, openEmbedded } from '../client.ts';

/** A directory that is removed when the test is over. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'footnote-embedded-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** An embedded database of its own for the running test. */
export async function temporaryClient(): Promise<EmbeddedClient> {
  const client = await openEmbedded({ directory: await temporaryDirectory() });
  onTestFinished(() => client.close());
  return client;
}

import { type IncomingMessage, request } from 'node:http';
import { expect, test } from 'vitest';
import { openDoor } from '#tests/harness/door.ts';

test.each(['//', '//[', '/trpc/', '/elsewhere'])('SE-08 an upgrade at %s finds nothing', async (path) => {
  await using door = await openDoor();
  const { port } = new URL(door.url);
  const headers = { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
  const sent = request({ port, path, headers: { ...headers, 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' } });
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    sent.once('response', resolve).once('error', reject).end(),
  );
  expect(response.statusCode).toBe(404);
});

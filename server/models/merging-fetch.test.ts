import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createTicker } from '#server/streams/ticker.ts';
import { createMergingFetch } from './merging-fetch.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/v1`;
}

const post = (url: string, init: RequestInit = {}) =>
  createMergingFetch(createTicker(() => 0))(url, { method: 'POST', body: '{"a":"ä"}', ...init });

test('the request arrives as it was given but for what it says of this machine, and an answer that is no stream comes back as it was sent', async () => {
  const url = await serve((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '7' });
      const { authorization, 'x-stainless-os': machine } = request.headers;
      response.end(JSON.stringify({ method: request.method, url: request.url, body, authorization, machine }));
    });
  });
  const response = await post(`${url}/a?b=ä`, { headers: { authorization: 'Bearer x', 'x-stainless-os': 'Linux' } });
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('7');
  expect(await response.json()).toEqual({
    method: 'POST',
    url: '/v1/a?b=%C3%A4',
    body: '{"a":"ä"}',
    authorization: 'Bearer x',
  });
});

test('an answer without a body has none', async () => {
  const url = await serve((_, response) => void response.writeHead(204).end());
  const response = await post(url);
  expect([response.status, response.body]).toEqual([204, null]);
});

test('a kept connection that the server closes just then is no error', async () => {
  let answered = 0;
  const url = await serve((request, response) => {
    request.resume();
    answered += 1;
    // the second request on a connection finds it dead
    if (answered === 2) request.socket.resetAndDestroy();
    else response.end('ok');
  });
  expect(await (await post(url)).text()).toBe('ok');
  expect(await (await post(url)).text()).toBe('ok');
  expect(answered).toBe(3);
});

test('nobody listens; an abort before and after the answer began', async () => {
  await expect(post('http://127.0.0.1:1/v1')).rejects.toThrow('ECONNREFUSED');
  const url = await serve((request, response) => {
    request.resume();
    if (request.url !== '/v1/begin') return;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"id":1}\n\n');
  });
  const early = new AbortController();
  const waiting = post(url, { signal: early.signal });
  early.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  const late = new AbortController();
  const reader = (await post(`${url}/begin`, { signal: late.signal })).body?.getReader();
  expect((await reader?.read())?.done).toBe(false);
  const next = reader?.read();
  late.abort();
  await expect(next).rejects.toThrow('aborted');
});

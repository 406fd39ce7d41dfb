import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { isFromThisMachine } from './loopback.ts';

function request(remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  return Object.assign(new IncomingMessage(socket), { headers: { host: 'localhost:3000', ...headers } });
}

test('who connects from this machine by one of its names is local', () => {
  for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])
    expect(isFromThisMachine(request(address), 0), address).toBe(true);
  for (const host of ['localhost', '127.0.0.1:3000', '[::1]:3000'])
    expect(isFromThisMachine(request('::1', { host }), 0), host).toBe(true);
});

test('another machine is not, whatever it says', () => {
  for (const address of ['10.0.0.5', '203.0.113.9', '::ffff:10.0.0.5', 'fe80::1', ''])
    expect(isFromThisMachine(request(address, { 'x-forwarded-for': '127.0.0.1' }), 1), address).toBe(false);
});

test('a page whose name was pointed at this machine is not', () => {
  for (const host of ['evil.example', 'localhost.evil.example:3000', '127.0.0.1.evil.example', ''])
    expect(isFromThisMachine(request('127.0.0.1', { host }), 0), host).toBe(false);
});

test('what came through a proxy of this machine is not, unless trusted proxies name only this machine', () => {
  const through = (headers: Record<string, string>, hops: number) =>
    isFromThisMachine(request('127.0.0.1', headers), hops);
  for (const name of ['x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'])
    expect(through({ [name]: '127.0.0.1' }, 0), name).toBe(false);
  expect(through({ 'x-forwarded-for': '127.0.0.1' }, 1)).toBe(true);
  expect(through({ 'x-forwarded-for': '203.0.113.9' }, 1)).toBe(false);
  expect(through({ 'x-forwarded-for': '127.0.0.1, 203.0.113.9' }, 2)).toBe(false);
  expect(through({ 'x-forwarded-for': '203.0.113.9, 127.0.0.1' }, 1)).toBe(false);
  expect(through({ 'x-forwarded-for': 'unknown' }, 1)).toBe(false);
  expect(through({ forwarded: 'for=127.0.0.1' }, 1)).toBe(false);
});

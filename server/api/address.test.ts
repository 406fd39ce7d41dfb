import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { clientAddress } from './address.ts';

function request(remoteAddress: string, forwarded?: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  const message = new IncomingMessage(socket);
  if (forwarded !== undefined) message.headers['x-forwarded-for'] = forwarded;
  return message;
}

test('what a client says of itself is not believed without proxies', () => {
  expect(clientAddress(request('203.0.113.9', '198.51.100.1'), 0)).toBe('203.0.113.9');
});

test('each trusted proxy is one step outwards, and not one more', () => {
  const forwarded = '198.51.100.66, 198.51.100.1, 10.0.0.2';
  expect(clientAddress(request('10.0.0.3', forwarded), 1)).toBe('10.0.0.2');
  expect(clientAddress(request('10.0.0.3', forwarded), 2)).toBe('198.51.100.1');
  expect(clientAddress(request('10.0.0.3', '198.51.100.1'), 3)).toBe('198.51.100.1');
  expect(clientAddress(request('10.0.0.3'), 2)).toBe('10.0.0.3');
  expect(clientAddress(request('10.0.0.3', 'unknown'), 1)).toBe('10.0.0.3');
});

test('one subscriber’s IPv6 addresses are one', () => {
  expect(clientAddress(request('::ffff:203.0.113.9'), 0)).toBe('203.0.113.9');
  const same = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:0DB8:0001:0002:0:0:0:1'];
  expect(new Set(same.map((address) => clientAddress(request(address), 0)))).toEqual(new Set(['2001:db8:1:2::/64']));
  expect(clientAddress(request('2001:db8:1:3::1'), 0)).toBe('2001:db8:1:3::/64');
  expect(clientAddress(request('::1'), 0)).toBe('0:0:0:0::/64');
});

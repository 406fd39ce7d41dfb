import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
loopback.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

const isLoopback = (address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6');
};

/** What proxies add to a request. */
const proxyHeaders = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];

/**
 * Whether the one who asks sits on this machine. A proxy on this machine does not make the world local: what came through
 * one is local only where proxies are trusted and every address that they name is. A page that had its name point here
 * shows it in `Host`.
 *
 * @param hops trusted proxies before the server
 */
export function isFromThisMachine({ socket, headers }: IncomingMessage, hops: number): boolean {
  if (!isLoopback(socket.remoteAddress ?? '')) return false;
  if (!proxyHeaders.some((name) => headers[name] !== undefined)) return isLoopbackName(headers.host ?? '');
  const chain = [headers['x-forwarded-for'] ?? ''].flat().join(',').split(',');
  return hops > 0 && chain.every((address) => isLoopback(address.trim()));
}

function isLoopbackName(host: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || isLoopback(name);
}

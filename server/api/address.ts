import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The client's address, for limits: the connection's, or with proxies before the server the one that the outermost
 * trusted proxy saw. Of an IPv6 address the first 64 bits, which is what one subscriber has.
 *
 * @param hops proxies that stand before the server; what comes from farther out is not believed
 */
export function clientAddress({ socket, headers }: IncomingMessage, hops: number): string {
  const forwarded = headers['x-forwarded-for'];
  const said = hops === 0 || forwarded === undefined ? [] : [forwarded].flat().join(',').split(',');
  const chain = [...said.map((address) => address.trim()), socket.remoteAddress ?? ''];
  const claimed = chain[Math.max(0, chain.length - 1 - hops)] ?? '';
  return bucket(isIP(claimed) === 0 ? (socket.remoteAddress ?? '') : claimed);
}

function bucket(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array.from({ length: zeros }, () => '0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

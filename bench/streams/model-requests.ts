import type { Socket } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');

/** Reads HTTP requests with a `content-length` from a connection, one after the other. */
export function readRequests(socket: Socket, take: (body: string) => void): void {
  let held: Buffer = Buffer.alloc(0);
  socket.on('data', (data) => {
    held = held.length === 0 ? data : Buffer.concat([held, data]);
    for (;;) {
      const end = held.indexOf(headEnd);
      if (end === -1) return;
      const head = held.subarray(0, end).toString('latin1');
      const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? NaN);
      if (Number.isNaN(length)) throw new Error(`a request without content-length:\n${head}`);
      const total = end + headEnd.length + length;
      if (held.length < total) return;
      const body = held.subarray(end + headEnd.length, total).toString();
      held = held.subarray(total);
      take(body);
    }
  });
}

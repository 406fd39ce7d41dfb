import { io } from 'socket.io-client';
import { questionOf } from '../answer-text.ts';
import type { OpenLine, StreamReader } from './line.ts';

export const openSocketIoLine: OpenLine = (url) =>
  new Promise((resolve, reject) => {
    const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false });
    let asks = 0;
    let reader: StreamReader | null = null;
    socket.on('token', ({ id, text }: { id: string; text: string }) => {
      if (id === String(asks)) reader?.text(text);
    });
    socket.on('end', () => reader?.end());
    socket.on('failed', ({ message }: { message: string }) => reader?.fail(new Error(message)));
    socket.on('disconnect', (reason) => reader?.fail(new Error(`the server closed the socket: ${reason}`)));
    socket.once('connect_error', reject);
    socket.once('connect', () => {
      resolve({
        ask: (stream, taker) => {
          asks += 1;
          reader = taker;
          socket.emit('ask', { id: String(asks), text: questionOf(stream) });
        },
        close: () => {
          reader = null;
          socket.close();
        },
      });
    });
  });

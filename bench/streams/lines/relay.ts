import { WebSocket } from 'ws';
import { questionOf } from '../answer-text.ts';
import type { OpenLine, StreamReader } from './line.ts';

const parse: (text: string) => { text?: string; end?: boolean; failed?: string } = JSON.parse;

export const openRelayLine: OpenLine = (url) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace('http', 'ws'), { perMessageDeflate: false });
    let asks = 0;
    let reader: StreamReader | null = null;
    socket.on('message', (data: Buffer) => {
      const { text, end, failed } = parse(data.toString());
      if (text !== undefined) reader?.text(text);
      else if (end === true) reader?.end();
      else if (failed !== undefined) reader?.fail(new Error(failed));
    });
    socket.once('error', reject);
    socket.once('open', () => {
      resolve({
        ask: (stream, taker) => {
          asks += 1;
          reader = taker;
          socket.send(JSON.stringify({ id: String(asks), text: questionOf(stream) }));
        },
        close: () => socket.close(),
      });
    });
  });

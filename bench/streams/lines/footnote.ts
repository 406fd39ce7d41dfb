import { WebSocket } from 'ws';
import { newId } from '#shared/ids.ts';
import { questionOf } from '../answer-text.ts';
import type { OpenLine, StreamReader } from './line.ts';

/** As much of tRPC's frames as the client reads; they are ours, and every text is compared with what it must be. */
interface Frame {
  id: number | null;
  error?: { message: string };
  result?: { type: string; data?: { id: string; data: RunEvent } };
}
interface RunEvent {
  type: string;
  offset: number;
  text: string;
  turn: { answers: { content: string }[]; current: number };
  error?: { code: string };
}

const parse: (text: string) => Frame = JSON.parse;

/**
 * A browser's or program's connection, written by hand because tRPC's own client would cost the measuring machine more
 * than the server. Users have an address of loopback per fifty, as the server allows 100 sockets an address.
 */
export const openFootnoteLine: OpenLine = (url, { index, token }) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/trpc?connectionParams=1`, {
      localAddress: `127.0.1.${1 + Math.floor(index / 50)}`,
      perMessageDeflate: false,
    });
    let calls = 0;
    let asked = { ask: 0, watch: 0, runId: '', offset: 0, lastId: -1, reader: ignore };
    const call = (method: string, path: string, input: unknown): number => {
      calls += 1;
      socket.send(JSON.stringify({ id: calls, method, params: { path, input } }));
      return calls;
    };
    const read = (frame: Frame) => {
      const { reader } = asked;
      if (frame.error !== undefined) return reader.fail(new Error(frame.error.message));
      if (frame.id === asked.ask) asked.watch = call('subscription', 'turns.watch', { runId: asked.runId });
      const entry = frame.id === asked.watch ? frame.result?.data : undefined;
      if (entry === undefined) return;
      const id = entry.id === 'end' ? Infinity : Number(entry.id);
      if (!(id > asked.lastId)) reader.fail(new Error(`event ${entry.id} after ${asked.lastId}`));
      asked.lastId = id;
      const { type, offset, text, turn, error } = entry.data;
      if (type === 'token') {
        if (offset !== asked.offset) reader.fail(new Error(`text at ${offset} where ${asked.offset} comes next`));
        asked.offset += text.length;
        reader.text(text);
      } else if (type === 'completed') reader.end(turn.answers[turn.current]?.content ?? '');
      else if (type === 'failed' || type === 'stopped') reader.fail(new Error(`${type} ${error?.code}`));
    };
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text === 'PING') socket.send('PONG');
      else read(parse(text));
    });
    socket.once('error', reject);
    socket.once('close', (code) => asked.reader.fail(new Error(`the server closed the socket: ${code}`)));
    socket.once('open', () => {
      socket.send(JSON.stringify({ method: 'connectionParams', data: { token } }));
      resolve({
        ask: (stream, reader) => {
          asked = { ask: 0, watch: 0, runId: newId(), offset: 0, lastId: -1, reader };
          asked.ask = call('mutation', 'turns.ask', { turnId: asked.runId, text: questionOf(stream) });
        },
        close: () => {
          asked.reader = ignore;
          socket.close();
        },
      });
    });
  });

const ignore: StreamReader = { text: () => undefined, end: () => undefined, fail: () => undefined };

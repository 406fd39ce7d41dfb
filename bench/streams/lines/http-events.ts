import { Agent, request } from 'node:http';
import { questionOf } from '../answer-text.ts';
import type { Line, OpenLine, StreamReader } from './line.ts';

const parseChunk: (text: string) => { choices: { delta: { content?: string } }[] } = JSON.parse;
const parsePart: (text: string) => { type: string; delta?: string; errorText?: string } = JSON.parse;

/** The model server itself, without anything between. */
export const openDirectLine: OpenLine = async (url) =>
  readEvents(
    `${url}/chat/completions`,
    (text) => ({ model: 'bench', stream: true, messages: [{ role: 'user', content: text }] }),
    (data, reader) => {
      const content = parseChunk(data).choices[0]?.delta.content;
      if (content) reader.text(content);
    },
  );

/** An AI SDK UI message stream. */
export const openAiSdkLine: OpenLine = async (url) =>
  readEvents(
    url,
    (text) => ({ text }),
    (data, reader) => {
      const { type, delta, errorText } = parsePart(data);
      if (type === 'text-delta' && delta !== undefined) reader.text(delta);
      else if (type === 'error') reader.fail(new Error(errorText));
    },
  );

function readEvents(
  url: string,
  bodyOf: (question: string) => object,
  read: (data: string, reader: StreamReader) => void,
): Promise<Line> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return Promise.resolve({
    ask: (stream, reader) => {
      const body = JSON.stringify(bodyOf(questionOf(stream)));
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const sent = request(url, { method: 'POST', agent, headers }, (reply) => {
        let held = '';
        reply.setEncoding('utf8');
        reply.on('data', (text: string) => {
          held += text;
          let from = 0;
          for (let end = held.indexOf('\n\n'); end !== -1; end = held.indexOf('\n\n', from)) {
            const data = held.slice(from + 'data: '.length, end);
            from = end + 2;
            if (data === '[DONE]') reader.end();
            else read(data, reader);
          }
          held = held.slice(from);
        });
        reply.once('close', () => {
          if (!reply.complete) reader.fail(new Error('the answer broke off'));
        });
      });
      sent.once('error', (error) => reader.fail(error));
      sent.end(body);
    },
    close: () => agent.destroy(),
  });
}

/** The least that can be done: parse the model's events and pass each token on over a WebSocket. */
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { listenAndAnswer } from './listen.ts';

const askSchema = z.object({ id: z.string(), text: z.string() });
const chunkSchema = z.object({ choices: z.array(z.object({ delta: z.object({ content: z.string().optional() }) })) });
/** Not validated chunk by chunk: a bare relay would not. */
const parse: (text: string) => z.infer<typeof chunkSchema> = JSON.parse;
const modelUrl = `${process.env['MODEL_URL']}/chat/completions`;

async function relay(socket: WebSocket, id: string, text: string): Promise<void> {
  const reply = await fetch(modelUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'bench', stream: true, messages: [{ role: 'user', content: text }] }),
  });
  if (!reply.ok || reply.body === null) throw new Error(`the model answered ${reply.status}`);
  const decoder = new TextDecoder();
  let held = '';
  for await (const bytes of reply.body) {
    held += decoder.decode(bytes, { stream: true });
    for (let end = held.indexOf('\n\n'); end !== -1; end = held.indexOf('\n\n')) {
      const data = held.slice('data: '.length, end);
      held = held.slice(end + 2);
      if (data === '[DONE]') continue;
      const content = parse(data).choices[0]?.delta.content;
      if (content) socket.send(JSON.stringify({ id, text: content }));
    }
  }
  socket.send(JSON.stringify({ id, end: true }));
}

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const { id, text } = askSchema.parse(JSON.parse(data.toString()));
    relay(socket, id, text).catch((error: unknown) => socket.send(JSON.stringify({ id, failed: String(error) })));
  });
});
listenAndAnswer(server);

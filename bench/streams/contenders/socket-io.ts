/** What one would write with socket.io and LangChain: one event per chunk of the model. */
import { createServer } from 'node:http';
import { ChatOpenAI } from '@langchain/openai';
import { Server } from 'socket.io';
import { z } from 'zod';
import { listenAndAnswer } from './listen.ts';

const askSchema = z.object({ id: z.string(), text: z.string() });
const model = new ChatOpenAI({
  apiKey: 'none',
  model: 'bench',
  maxRetries: 0,
  configuration: { baseURL: process.env['MODEL_URL'] ?? null },
});

const server = createServer();
// a busy machine answers a ping late, which is no reason to end a measurement
const io = new Server(server, { transports: ['websocket'], serveClient: false, pingTimeout: 300_000 });
io.on('connection', (socket) => {
  socket.on('ask', (message: unknown) => {
    const { id, text } = askSchema.parse(message);
    const answer = async () => {
      for await (const chunk of await model.stream(text)) {
        if (chunk.text !== '') socket.emit('token', { id, text: chunk.text });
      }
      socket.emit('end', { id });
    };
    answer().catch((error: unknown) => socket.emit('failed', { id, message: String(error) }));
  });
});
listenAndAnswer(server);

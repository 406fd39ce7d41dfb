/** What one would write with the AI SDK: `streamText`, its UI message stream over HTTP. */
import { createServer } from 'node:http';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { pipeUIMessageStreamToResponse, streamText, toUIMessageStream } from 'ai';
import { z } from 'zod';
import { listenAndAnswer } from './listen.ts';

const askSchema = z.object({ text: z.string() });
const provider = createOpenAICompatible({ name: 'bench', baseURL: process.env['MODEL_URL'] ?? '' });

const server = createServer((request, response) => {
  const answer = async () => {
    const parts: Buffer[] = [];
    for await (const part of request) if (Buffer.isBuffer(part)) parts.push(part);
    const { text } = askSchema.parse(JSON.parse(Buffer.concat(parts).toString()));
    const { stream } = streamText({ model: provider('bench'), prompt: text, maxRetries: 0 });
    await pipeUIMessageStreamToResponse({ response, stream: toUIMessageStream({ stream }) });
  };
  answer().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
});
listenAndAnswer(server);

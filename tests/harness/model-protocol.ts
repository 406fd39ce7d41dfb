import { z } from 'zod';

/** What a client sends to `/v1/chat/completions`, as far as the model server looks at it. */
export const completionRequestSchema = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  stream: z.boolean().default(false),
  stream_options: z.object({ include_usage: z.boolean().default(false) }).optional(),
  max_tokens: z.number().optional(),
  max_completion_tokens: z.number().optional(),
});
export type CompletionRequest = z.infer<typeof completionRequestSchema>;

export type FinishReason = 'stop' | 'length' | 'content_filter';

export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
}

/** The fields that every chunk of one streamed answer shares. */
export interface ChunkHead {
  id: string;
  created: number;
  model: string;
  withUsage: boolean;
}

/** One server-sent event. */
export const sse = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;

const chunk = (head: ChunkHead, choices: unknown[], usage: unknown = null): string =>
  sse({
    id: head.id,
    object: 'chat.completion.chunk',
    created: head.created,
    model: head.model,
    choices,
    ...(head.withUsage ? { usage } : {}),
  });

const choice = (delta: unknown, finish: FinishReason | null) => ({
  index: 0,
  delta,
  logprobs: null,
  finish_reason: finish,
});

export const roleChunk = (head: ChunkHead): string => chunk(head, [choice({ role: 'assistant', content: '' }, null)]);
export const textChunk = (head: ChunkHead, text: string): string => chunk(head, [choice({ content: text }, null)]);
export const finishChunk = (head: ChunkHead, reason: FinishReason): string => chunk(head, [choice({}, reason)]);
export const usageChunk = (head: ChunkHead, usage: Usage): string =>
  chunk(head, [], { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens });
export const doneMark = 'data: [DONE]\n\n';

/** The whole answer to a request without `stream`. */
export const wholeCompletion = (head: ChunkHead, text: string, reason: FinishReason, usage: Usage) => ({
  id: head.id,
  object: 'chat.completion',
  created: head.created,
  model: head.model,
  choices: [{ index: 0, message: { role: 'assistant', content: text }, logprobs: null, finish_reason: reason }],
  usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
});

/** The body of an error answer. */
export const errorBody = (message: string, type: string, code: string | null) => ({
  error: { message, type, param: null, code },
});

import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, HumanMessage, SystemMessage, type BaseMessage } from '@langchain/core/messages';
import type { ChatGenerationChunk } from '@langchain/core/outputs';
import { z } from 'zod';
import { throwIfAborted } from './aborted.ts';
import type { ChatModel, ModelEnd, ModelMessage } from './chat-model.ts';

/** One step of a LangChain model's stream. */
export interface Step {
  /** may be empty */
  text: string;
  /** why the model ended, in the step that says so */
  finish: string | null;
  /** tokens, in the step that reports them */
  usage: { input: number; output: number } | null;
}

const messageClasses = { system: SystemMessage, user: HumanMessage, assistant: AIMessage };

const toLangChain = ({ role, content }: ModelMessage): BaseMessage => new messageClasses[role](content);

const usageSchema = z
  .object({ input_tokens: z.number(), output_tokens: z.number() })
  .transform((usage) => ({ input: usage.input_tokens, output: usage.output_tokens }))
  .nullable()
  .catch(null);

function readStep({ message, generationInfo }: ChatGenerationChunk): Step {
  const reason: unknown = generationInfo?.['finish_reason'];
  const usage: unknown = 'usage_metadata' in message ? message.usage_metadata : undefined;
  return {
    text: typeof message.content === 'string' ? message.content : message.text,
    finish: typeof reason === 'string' ? reason : null,
    usage: usage === undefined ? null : usageSchema.parse(usage),
  };
}

/**
 * Streams a LangChain model's answer. Errors are the model's own; an aborted signal ends it, early or with an error.
 *
 * Takes the chunks where the model makes them: `stream` would join them to the whole answer once more for callbacks that
 * nobody has set, behind a stream and two generators.
 */
export async function* streamLangChain(
  model: BaseChatModel,
  messages: readonly ModelMessage[],
  signal: AbortSignal,
): AsyncGenerator<Step, void> {
  for await (const chunk of model._streamResponseChunks(messages.map(toLangChain), { signal })) yield readStep(chunk);
}

/** A LangChain model that runs within this process as a ChatModel: its errors are bugs and go through as they are. */
export function fromLangChain(
  model: BaseChatModel,
  { name, isExtractive }: Pick<ChatModel, 'name' | 'isExtractive'>,
): ChatModel {
  return {
    name,
    isExtractive,
    async *stream({ messages, signal }) {
      let end: ModelEnd = { finish: 'stop', usage: null };
      try {
        for await (const { text, finish, usage } of streamLangChain(model, messages, signal)) {
          if (text !== '') yield text;
          end = { finish: finish === 'length' ? 'length' : end.finish, usage: usage ?? end.usage };
        }
      } catch (error) {
        throwIfAborted(signal);
        throw error;
      }
      throwIfAborted(signal);
      return end;
    },
  };
}

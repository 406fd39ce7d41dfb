import { setImmediate as macrotask, setTimeout as sleep } from 'node:timers/promises';
import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { SimpleChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk } from '@langchain/core/outputs';
import { offlineModel } from '#shared/offline-model.ts';
import type { ChatModel, ModelMessage } from './chat-model.ts';
import { fromLangChain } from './langchain.ts';
import { composeAnswer } from './offline/compose.ts';
import { proposeQuotes } from './offline/propose.ts';

/** without a delay, how many words go out before others get a turn */
const wordsAtOnce = 8;

/**
 * A chat model that needs no service: it quotes the sentences of the offered passages that answer best (see
 * offline/choose.ts for the method) and streams them word by word.
 */
class OfflineChatModel extends SimpleChatModel {
  readonly #delayMs: number;
  readonly #write: (messages: readonly ModelMessage[]) => string;

  constructor(delayMs: number, write: (messages: readonly ModelMessage[]) => string) {
    super({});
    this.#delayMs = delayMs;
    this.#write = write;
  }

  override _llmType(): string {
    return offlineModel;
  }

  override async _call(messages: BaseMessage[]): Promise<string> {
    return this.#write(messages.map(fromMessage));
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const words = (await this._call(messages)).match(/\s*\S+/g) ?? [];
    for (const [index, word] of words.entries()) {
      if (this.#delayMs > 0) await sleep(this.#delayMs);
      else if (index % wordsAtOnce === 0) await macrotask();
      options.signal?.throwIfAborted();
      yield chunkOf(word);
      await run?.handleLLMNewToken(word);
    }
    yield chunkOf('', { finish_reason: 'stop' });
  }
}

const chunkOf = (text: string, generationInfo: Record<string, string> = {}): ChatGenerationChunk =>
  new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }), generationInfo });

function fromMessage(message: BaseMessage): ModelMessage {
  const { type, text } = message;
  return { role: type === 'system' ? 'system' : type === 'ai' ? 'assistant' : 'user', content: text };
}

/** @param delayMs before each word, so that an answer is seen arriving */
export function createOfflineModel({ delayMs = 12 }: { delayMs?: number } = {}): ChatModel {
  const answers = fromLangChain(new OfflineChatModel(delayMs, composeAnswer), {
    name: offlineModel,
    isExtractive: true,
  });
  const quotes = fromLangChain(new OfflineChatModel(delayMs, proposeQuotes), {
    name: offlineModel,
    isExtractive: true,
  });
  return { ...answers, stream: (request) => (request.task === 'quotes' ? quotes : answers).stream(request) };
}

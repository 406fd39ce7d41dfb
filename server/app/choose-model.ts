import type { Config } from '#server/config.ts';
import type { ChatModel } from '#server/models/chat-model.ts';
import { createMergingFetch } from '#server/models/merging-fetch.ts';
import { createOfflineModel } from '#server/models/offline.ts';
import { createOpenAiModel } from '#server/models/openai.ts';
import type { Ticker } from '#server/streams/ticker.ts';

/** Whether answers cost tokens of an upstream model. */
export const usesOpenAi = (config: Config): boolean =>
  config.OPENAI_API_KEY !== undefined || config.OPENAI_BASE_URL !== undefined;

/** @param ticker the windows in which an upstream's text is joined */
export function chooseModel(config: Config, ticker: Ticker): ChatModel {
  if (!usesOpenAi(config)) return createOfflineModel();
  return createOpenAiModel({
    apiKey: config.OPENAI_API_KEY,
    baseUrl: config.OPENAI_BASE_URL,
    model: config.OPENAI_MODEL,
    idleTimeoutMs: config.STREAM_IDLE_TIMEOUT_MS,
    fetch: createMergingFetch(ticker),
  });
}

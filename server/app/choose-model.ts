import type { Config } from '#server/config.ts';
import type { AnsweringParts } from '#server/answering/parts.ts';
import type { ChatModel } from '#server/models/chat-model.ts';
import { createMergingFetch } from '#server/models/merging-fetch.ts';
import type { Ticker } from '#server/streams/ticker.ts';

/** Whether answers cost tokens of an upstream model. */
export const usesOpenAi = (config: Config): boolean =>
  config.OPENAI_API_KEY !== undefined || config.OPENAI_BASE_URL !== undefined;

/** The models that answers are made with. */
export type Models = Pick<AnsweringParts, 'model' | 'guideModel' | 'routerModel'>;

/** @param ticker the windows in which an upstream's text is joined */
export async function chooseModels(config: Config, ticker: Ticker): Promise<Models> {
  if (!usesOpenAi(config)) {
    const { createOfflineModel } = await import('#server/models/offline.ts');
    const model = createOfflineModel();
    return { model, guideModel: model, routerModel: null };
  }
  const { createOpenAiModel } = await import('#server/models/openai.ts');
  const fetch = createMergingFetch(ticker);
  const open = (name: string): ChatModel =>
    createOpenAiModel({
      apiKey: config.OPENAI_API_KEY,
      baseUrl: config.OPENAI_BASE_URL,
      model: name,
      idleTimeoutMs: config.STREAM_IDLE_TIMEOUT_MS,
      fetch,
    });
  const model = open(config.OPENAI_MODEL);
  const { OPENAI_GUIDE_MODEL: guide, OPENAI_ROUTER_MODEL: router } = config;
  return {
    model,
    guideModel: guide === undefined ? model : open(guide),
    routerModel: router === undefined ? null : open(router),
  };
}

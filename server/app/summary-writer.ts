import type { Config } from '#server/config.ts';
import { createBackgroundWriter } from '#server/library/summaries/background-writer.ts';
import type { LibraryDeps } from '#server/library/context.ts';
import type { ChatModel } from '#server/models/chat-model.ts';
import type { TokenBucket } from '#server/quota/token-bucket.ts';
import { usesOpenAi } from './choose-model.ts';

/** how long the batches of a long summary wait for tokens of the minute */
const waitMs = 75_000;

/** How summaries are written in the background: by the model that the bucket is for, else without one. */
export const summaryWriter =
  (config: Config, model: ChatModel, bucket: TokenBucket): NonNullable<LibraryDeps['summaryWriter']> =>
  (signal) =>
    model.isExtractive
      ? null
      : createBackgroundWriter({ model, bucket: usesOpenAi(config) ? bucket : null, waitMs }, signal);

import type { Config } from '#server/config.ts';
import type { Database } from '#server/database/client.ts';
import { type MeteredEmbedder, meterEmbedder } from '#server/models/metered-embedder.ts';
import type { Log } from '#server/observe/log.ts';
import type { TokenBucket } from '#server/quota/token-bucket.ts';
import type { VectorDeps } from '#server/retrieval/create-retrieval.ts';

/** Who turns passages and questions into vectors; undefined: nobody, words alone are searched. */
export async function chooseEmbedder(config: Config, bucket: TokenBucket): Promise<MeteredEmbedder | undefined> {
  if (config.OPENAI_EMBEDDING_MODEL === undefined) return undefined;
  const { createOpenAiEmbedder } = await import('#server/models/openai-embeddings.ts');
  const embedder = createOpenAiEmbedder({
    apiKey: config.OPENAI_API_KEY,
    baseUrl: config.OPENAI_BASE_URL,
    model: config.OPENAI_EMBEDDING_MODEL,
  });
  return meterEmbedder(embedder, bucket);
}

/** How vectors are searched. */
export function chooseVectorSearch(
  config: Config,
  embedder: MeteredEmbedder | undefined,
  { native }: Database,
  log: Log,
): VectorDeps | undefined {
  if (embedder === undefined) return undefined;
  if (config.VECTOR_SEARCH === 'exact') return { embedder, log };
  return { embedder, log, atlas: (pipeline) => native.collection('vectors').aggregate(pipeline).toArray() };
}

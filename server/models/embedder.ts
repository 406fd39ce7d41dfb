/** What texts mean to a model. */
export interface Embedded {
  /** one per text, of unit length, all of one dimension */
  vectors: Float32Array<ArrayBuffer>[];
  /** as the provider reports them, or estimated */
  tokens: number;
}

/** A model that turns texts into vectors whose nearness is nearness of meaning. */
export interface Embedder {
  /** names the space that vectors lie in: those of two models cannot be compared */
  readonly model: string;
  /**
   * @param texts not empty each
   * @throws Failure MODEL_UNAVAILABLE, CONTEXT_TOO_LARGE, never with the upstream's own text in its message; an
   *         AbortError where `signal` was aborted
   */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Embedded>;
}

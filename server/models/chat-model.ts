/** One message to a model. */
export interface ModelMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** `quotes`: sentences to quote, one a line, each behind its passage's number in brackets */
export type ModelTask = 'quotes';

export interface ModelRequest {
  messages: readonly ModelMessage[];
  /** what is asked for, for a model that cannot read it in the messages; an answer where it is left out */
  task?: ModelTask | undefined;
  /** tokens */
  maxOutput: number;
  /** Aborting it closes the upstream request at once. */
  signal: AbortSignal;
}

export interface ModelEnd {
  /** `length`: cut by the output limit */
  finish: 'stop' | 'length';
  /** tokens as the provider reports them, null where it reports none */
  usage: { input: number; output: number } | null;
}

/**
 * A model that streams text. `stream` yields non-empty pieces and returns how it ended.
 *
 * @throws Failure MODEL_UNAVAILABLE (upstream error, disconnect, empty answer, end without finish, silence for
 *         STREAM_IDLE_TIMEOUT_MS, rate limit after 2 retries before the first piece), CONTEXT_TOO_LARGE, MODEL_REFUSED;
 *         never with the upstream's own text in its message. An aborted signal ends it with an AbortError.
 */
export interface ChatModel {
  /** what an answer's `model` says */
  readonly name: string;
  /** it can only pick sentences from the passages it is given: what others are asked to write, it is not */
  readonly isExtractive: boolean;
  stream(request: ModelRequest): AsyncGenerator<string, ModelEnd>;
}

/** How long a window lasts from the call that opens it. */
export const tokenWindowMs = 70_000;

/** Tokens taken for one upstream call, within the window in which they were taken. */
export interface TakenTokens {
  tokens: number;
  /** names the window; a correction after its end does nothing */
  window: string;
}

/** The installation's tokens per minute: one bucket in a window of 70 s that begins with its first call. */
export interface TokenBucket {
  /** tokens in a whole window */
  readonly limit: number;
  /** Takes tokens where they fit; null where they do not for now. Never rejects: without Redis the process counts. */
  take(tokens: number): Promise<TakenTokens | null>;
  /** Corrects what was taken to what was used; the count never falls below 0. Never rejects. */
  correct(taken: TakenTokens, used: number): Promise<void>;
}

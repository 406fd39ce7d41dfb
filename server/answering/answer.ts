import type { Citation } from '#shared/passage.ts';
import type { RunEvent } from '#shared/run-event.ts';
import type { Source } from '#shared/session.ts';
import type { Outcome, Route } from '#shared/turn.ts';
import type { Scope } from '#server/library/scope-documents.ts';

/** An ended turn that the model may see. */
export interface HistoryTurn {
  question: string;
  /** the shown answer with its markers; null where the turn failed */
  answer: { content: string; outcome: Outcome; route: Route; citations: readonly Citation[] } | null;
}

export interface AnswerRequest {
  question: string;
  source: Source;
  scope: Scope;
  /** what the user calls the thing in scope, for messages: a document's or a class's name */
  scopeName: string | null;
  /** oldest first */
  history: readonly HistoryTurn[];
  signal: AbortSignal;
}

/** What an answer is made of while it is made; a citation comes before the token in which its number first appears. */
export type AnswerEvent =
  | Extract<RunEvent, { type: 'status' | 'citation' }>
  | { type: 'token'; text: string }
  /** a model is asked now; told to the run, not to who watches it */
  | { type: 'asked'; model: string; promptTokens: number }
  /** a model wrote text that is not shown; told to the run, not to who watches it */
  | { type: 'drafted'; tokens: number };

export interface AnswerEnd {
  outcome: 'answered' | 'no_hit' | 'needs_context';
  route: Route;
  suggestions: string[];
  /** null where no model was asked */
  model: string | null;
  /** tokens, reported or estimated */
  tokens: { input: number; output: number; estimated: boolean };
}

/** Answers one question. Throws a Failure where the run fails, an AbortError where `signal` was aborted. */
export type Answerer = (request: AnswerRequest) => AsyncGenerator<AnswerEvent, AnswerEnd>;

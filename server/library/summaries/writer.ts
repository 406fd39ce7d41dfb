import type { ModelMessage } from '#server/models/chat-model.ts';

/** One text that a model is to write. */
export interface Assignment {
  messages: readonly ModelMessage[];
  /** tokens */
  maxOutput: number;
}

/** What a model has written, and what it took, in tokens. */
export interface Written {
  text: string;
  tokens: { input: number; output: number };
}

/**
 * A way to a model, for work in the background or within a run. `ask` may tell of events of its own while it waits and
 * writes; it throws the model's Failures, and an AbortError where the work was stopped.
 */
export interface Writer<E> {
  /** the model's name */
  readonly name: string;
  /** characters of material that one assignment may hold */
  readonly charsAtOnce: number;
  ask(assignment: Assignment): AsyncGenerator<E, Written>;
}

/** Characters of material in one call: as much as small models take, and four in a minute's default bucket are few. */
const mostChars = 48_000;
const leastChars = 2_000;
/** characters of a prompt beside its material, and of what the model may write */
const besides = 12_000;

/** How much material fits into one call where `tokensPerMinute` is a whole bucket; null: no bucket. */
export const charsAtOnce = (tokensPerMinute: number | null): number =>
  tokensPerMinute === null ? mostChars : Math.max(leastChars, Math.min(mostChars, tokensPerMinute * 4 - besides));

const nothing: readonly never[] = [];

/** A way to a model that tells of nothing while it writes. */
export const silent = (write: (assignment: Assignment) => Promise<Written>): Writer<never>['ask'] =>
  async function* (assignment) {
    yield* nothing;
    return await write(assignment);
  };

/** The same writer, with a count of what it took. */
export function metered<E>(writer: Writer<E>): { writer: Writer<E>; spent: { input: number; output: number } } {
  const spent = { input: 0, output: 0 };
  return {
    spent,
    writer: {
      ...writer,
      ask: async function* (assignment) {
        const written = yield* writer.ask(assignment);
        spent.input += written.tokens.input;
        spent.output += written.tokens.output;
        return written;
      },
    },
  };
}

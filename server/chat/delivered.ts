import { findMarkers } from '#shared/markers.ts';
import type { Citation } from '#shared/passage.ts';
import type { Route } from '#shared/turn.ts';
import type { AnswerEnd } from '#server/answering/answer.ts';
import { GrowingText } from '#server/streams/growing-text.ts';
import type { AnswerRow } from './turn-store.ts';

/** What a run has delivered so far, and what it has asked of a model for it. */
export interface Delivered {
  text: GrowingText;
  citations: Citation[];
  route: Route;
  firstTokenAt: Date | null;
  /** null where no model was asked */
  model: string | null;
  promptTokens: number;
  /** tokens that models wrote for it without their being shown */
  draftedTokens: number;
  /** UTF-16 units that were written for it, whether they are in its log yet or not */
  written: number;
}

export const nothingDelivered = (): Delivered => ({
  text: new GrowingText(),
  citations: [],
  route: 'general_qa',
  firstTokenAt: null,
  model: null,
  promptTokens: 0,
  draftedTokens: 0,
  written: 0,
});

/**
 * The answer as it is stored, with the citations whose numbers are in its text.
 *
 * @param result null where the run was stopped
 */
export function answerRow(
  delivered: Delivered,
  result: AnswerEnd | null,
  run: { runId: string; acceptedAt: Date },
  now: Date,
): AnswerRow {
  const content = delivered.text.slice(0, delivered.text.length);
  const shown = new Set(findMarkers(content).flatMap((marker) => marker.numbers));
  return {
    runId: run.runId,
    content,
    outcome: result?.outcome ?? 'stopped',
    route: result?.route ?? delivered.route,
    citations: delivered.citations.filter(({ number }) => shown.has(number)).map(citationRow),
    suggestions: result?.suggestions ?? [],
    reaction: null,
    model: result === null ? delivered.model : result.model,
    firstTokenMs: delivered.firstTokenAt === null ? null : delivered.firstTokenAt.getTime() - run.acceptedAt.getTime(),
    totalMs: now.getTime() - run.acceptedAt.getTime(),
    createdAt: now,
  };
}

const citationRow = ({ gone, ...cited }: Citation): AnswerRow['citations'][number] => cited;

/** Providers report no usage for what was cut short: count what was written, four characters a token. */
export const estimateTokens = ({ written, promptTokens, draftedTokens }: Delivered) => ({
  input: promptTokens,
  output: draftedTokens + Math.ceil(written / 4),
});

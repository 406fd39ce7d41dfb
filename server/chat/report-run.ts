import type { TerminalEvent } from '#shared/run-event.ts';
import type { ChatDeps } from './deps.ts';
import type { AcceptedRun } from './run.ts';

/** A run in one log line and in the metrics: whose, when, how it ended, what it took. Nothing that was asked or answered. */
export function reportRun(
  { log, metrics, clock }: ChatDeps,
  { active, turn, acceptedAt, startedAt }: AcceptedRun,
  event: TerminalEvent,
  tokens: { input: number; output: number },
  firstTokenAt: Date | null,
): void {
  const endedAt = clock();
  const code = event.type === 'failed' ? event.error.code : null;
  const since = (moment: Date) => Math.max(0, moment.getTime() - acceptedAt.getTime());
  metrics.runEnded({
    end: event.type,
    code,
    firstTokenMs: firstTokenAt === null ? null : since(firstTokenAt),
    totalMs: since(endedAt),
    tokens,
  });
  log.info(
    {
      userId: active.userId,
      sessionId: turn.sessionId,
      turnId: turn.turnId,
      runId: active.runId,
      end: event.type,
      code,
      acceptedAt,
      startedAt,
      firstTokenAt,
      endedAt,
      tokensIn: tokens.input,
      tokensOut: tokens.output,
    },
    'run ended',
  );
}

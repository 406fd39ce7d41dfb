import type { AnswerEvent } from '#server/answering/answer.ts';
import { Coalescer } from '#server/streams/coalesce.ts';
import type { ActiveRun } from './active-runs.ts';
import { type Delivered, nothingDelivered } from './delivered.ts';
import type { ChatDeps } from './deps.ts';

/** Carries what an answerer makes to a run's log, its text in few pieces. */
export interface Delivery {
  /** what is in the log by now */
  readonly delivered: Delivered;
  take(event: AnswerEvent): void;
  /**
   * Nothing more comes: what waits goes out, unless the answer is not whole and nothing of it has gone out yet. Where the
   * run ended before its first token it ends without one.
   */
  end(isWhole: boolean): void;
}

export function openDelivery(deps: ChatDeps, run: ActiveRun): Delivery {
  const { ticker, isLive } = deps.pace;
  const delivered = nothingDelivered();
  const coalescer = new Coalescer(isLive ? () => ticker.windowMs : () => Infinity);
  let hasEnded = false;

  function send(text: string): void {
    if (text === '') return;
    deps.runLog.append(run, { type: 'token', offset: delivered.text.length, text });
    delivered.text.add(text);
    delivered.firstTokenAt ??= deps.clock();
  }
  const sendWaiting = () => send(coalescer.take(performance.now()));
  const sendDue = () => {
    if (!hasEnded) sendWaiting();
  };

  return {
    delivered,
    take: (event) => {
      if (event.type === 'token') {
        if (event.text === '') return;
        delivered.written += event.text.length;
        const now = coalescer.push(event.text, performance.now());
        send(now);
        if (now === '' && isLive) ticker.add(sendDue);
        return;
      }
      if (event.type === 'asked') {
        delivered.model = event.model;
        delivered.promptTokens += event.promptTokens;
        return;
      }
      if (event.type === 'drafted') {
        delivered.draftedTokens += event.tokens;
        return;
      }
      if (event.type === 'status' && event.route !== undefined) delivered.route = event.route;
      if (event.type === 'citation') delivered.citations.push(event.citation);
      deps.runLog.append(run, event);
    },
    end: (isWhole) => {
      hasEnded = true;
      if (isWhole || coalescer.hasBegun) sendWaiting();
    },
  };
}

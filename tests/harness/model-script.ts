import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorAnswer, ModelCall } from './model-call.ts';
import { sse, errorBody, type CompletionRequest, type FinishReason } from './model-protocol.ts';

/** What happens after the last piece. */
export type ScriptEnd =
  | FinishReason
  /** nothing more is sent, the connection stays open */
  | 'silence'
  /** the body ends without a finish reason */
  | 'no finish'
  /** the connection closes in the middle of the body */
  | 'cut'
  | 'reset'
  /** an event that is not JSON */
  | 'malformed'
  /** an error object within the stream */
  | 'error in stream';

export interface Reply {
  pieces: readonly string[] | ((request: CompletionRequest) => readonly string[]);
  /** before each piece but the first; 0 sends all at once */
  delayMs?: number;
  /** before the first byte */
  firstDelayMs?: number;
  /** `stop` if left out */
  end?: ScriptEnd;
}

/** How the server answers a request: with a reply, with an error, or as a test tells it step by step. */
export type Script = Reply | ErrorAnswer | 'by hand';

/** Plays a reply or an error. Stops early when the client leaves. */
export async function play(script: Reply | ErrorAnswer, call: ModelCall): Promise<void> {
  if ('status' in script) {
    call.fail(script);
    return;
  }
  const pieces = typeof script.pieces === 'function' ? script.pieces(call.request) : script.pieces;
  if (script.firstDelayMs) await sleep(script.firstDelayMs, undefined, { ref: false });
  call.open();
  for (const [index, piece] of pieces.entries()) {
    if (script.delayMs && index > 0) await sleep(script.delayMs, undefined, { ref: false });
    if (call.ended) return;
    call.send(piece);
  }
  end(script.end ?? 'stop', call);
}

function end(how: ScriptEnd, call: ModelCall): void {
  switch (how) {
    case 'stop':
    case 'length':
    case 'content_filter':
      call.finish(how);
      return;
    case 'silence':
      return;
    case 'no finish':
      call.end();
      return;
    case 'cut':
      call.cut();
      return;
    case 'reset':
      call.reset();
      return;
    case 'malformed':
      call.raw('data: {"choices": [{"delta\n\n').end();
      return;
    case 'error in stream':
      call.raw(sse(errorBody('The server had an error while processing your request', 'server_error', null))).end();
      return;
  }
}

import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import {
  doneMark,
  errorBody,
  finishChunk,
  roleChunk,
  textChunk,
  usageChunk,
  wholeCompletion,
  type ChunkHead,
  type CompletionRequest,
  type FinishReason,
  type Usage,
} from './model-protocol.ts';

export interface ErrorAnswer {
  status: number;
  message?: string;
  type?: string;
  code?: string | null;
  headers?: Record<string, string>;
}

/**
 * One request to the model server and the means to answer it, step by step. Steps after the end do nothing, so a test
 * may go on driving a call whose client has left.
 */
export class ModelCall {
  readonly request: CompletionRequest;
  readonly headers: IncomingHttpHeaders;
  /** Resolves when the client closed the connection before the answer had ended; else never. */
  readonly closed: Promise<void>;
  /** Resolves when the connection of this call is done with, whoever ended it. */
  readonly over: Promise<void>;
  readonly #response: ServerResponse;
  readonly #head: ChunkHead;
  #text = '';
  #ended = false;

  constructor(id: string, request: CompletionRequest, headers: IncomingHttpHeaders, response: ServerResponse) {
    this.request = request;
    this.headers = headers;
    this.#response = response;
    this.#head = {
      id,
      created: Math.floor(Date.now() / 1000),
      model: request.model,
      withUsage: request.stream_options?.include_usage === true,
    };
    const closed = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    this.closed = closed.promise;
    this.over = over.promise;
    response.once('close', () => {
      if (!this.#ended) closed.resolve();
      this.#ended = true;
      over.resolve();
    });
    response.on('error', () => undefined);
  }

  /** True once nothing more can be sent, by either side's doing. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Sends status, headers and the role, as a model does before its first word. */
  open(): this {
    if (this.#ended || this.#response.headersSent || !this.request.stream) return this;
    this.#response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
    return this.raw(roleChunk(this.#head));
  }

  /** Sends one piece of text. */
  send(text: string): this {
    this.#text += text;
    return this.request.stream ? this.open().raw(textChunk(this.#head, text)) : this;
  }

  /** Sends bytes as they are, for instance half an event. */
  raw(data: string | Uint8Array): this {
    if (!this.#ended) this.#response.write(data);
    return this;
  }

  /** Says that the answer is whole, or why it is not, and ends it as the protocol wants. */
  finish(reason: FinishReason = 'stop', usage: Usage = this.#estimate()): this {
    if (this.#ended) return this;
    if (!this.request.stream) return this.#whole(reason, usage);
    this.open().raw(finishChunk(this.#head, reason));
    if (this.#head.withUsage) this.raw(usageChunk(this.#head, usage));
    return this.raw(doneMark).end();
  }

  /** Sends the finish reason only, and leaves the connection open. */
  finishWithoutEnd(reason: FinishReason = 'stop'): this {
    return this.open().raw(finishChunk(this.#head, reason));
  }

  /** Ends the body politely; without `finish` before it the answer has no end. */
  end(): this {
    if (!this.#ended) {
      this.open();
      this.#ended = true;
      this.#response.end();
    }
    return this;
  }

  /** Answers with an error instead; only before anything was sent. */
  fail(error: ErrorAnswer): this {
    if (this.#ended || this.#response.headersSent) return this;
    const { status, message = `error ${status}`, type = 'test_error', code = null, headers = {} } = error;
    this.#ended = true;
    this.#response.writeHead(status, { 'content-type': 'application/json', ...headers });
    this.#response.end(JSON.stringify(errorBody(message, type, code)));
    return this;
  }

  /** Closes the connection in the middle of the body. */
  cut(): this {
    return this.#break(() => this.#response.socket?.destroy());
  }

  /** Resets the connection (RST). */
  reset(): this {
    return this.#break(() => this.#response.socket?.resetAndDestroy());
  }

  /** Breaks the connection once everything written so far is on its way; a comment's callback tells when. */
  #break(breakIt: () => void): this {
    if (this.#ended) return this;
    this.#ended = true;
    if (this.#response.headersSent) this.#response.write(': nothing\n\n', () => setImmediate(breakIt));
    else breakIt();
    return this;
  }

  #whole(reason: FinishReason, usage: Usage): this {
    this.#ended = true;
    this.#response.writeHead(200, { 'content-type': 'application/json' });
    this.#response.end(JSON.stringify(wholeCompletion(this.#head, this.#text, reason, usage)));
    return this;
  }

  #estimate(): Usage {
    const asked = this.request.messages.reduce((sum, message) => sum + message.content.length, 0);
    return { prompt_tokens: Math.ceil(asked / 4), completion_tokens: Math.ceil(this.#text.length / 4) };
  }
}

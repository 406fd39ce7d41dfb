/** What a contender's client tells about one stream. */
export interface StreamReader {
  text(text: string): void;
  /** @param stored the answer as the server says to have stored it, where it stores any */
  end(stored?: string): void;
  fail(error: Error): void;
}

/** A connection of one user; asks for one stream at a time. */
export interface Line {
  ask(stream: number, reader: StreamReader): void;
  close(): void;
}

/** Opens the connection of a user. */
export type OpenLine = (url: string, user: { index: number; token: string }) => Promise<Line>;

import { type LiveEvent, terminalEventId, type TerminalEvent } from '#shared/run-event.ts';
import { type Bell, createBell } from './bell.ts';
import { GrowingText } from './growing-text.ts';
import type { LogEntry } from './run-log.ts';

/** How far somebody has read: so many UTF-16 units of text, so many other events, and whether the terminal one. */
export interface Position {
  readonly units: number;
  readonly events: number;
  readonly ended: boolean;
}

export const startPosition: Position = { units: 0, events: 0, ended: false };

/**
 * All that a run has delivered: its text, and the few other events with their place in it. The id of an entry is the
 * number of UTF-16 units of text plus the number of other events up to and with it, so every position within a run has
 * an id, whoever cut the text wherever.
 */
export class RunRecord {
  /** rings whenever there is more, or no more */
  readonly changed: Bell = createBell();
  readonly #text = new GrowingText();
  readonly #others: { at: number; entry: LogEntry }[] = [];
  #terminal: LogEntry | null = null;
  #isClosed = false;
  /** the last token as it was added, so that who reads along gets it as it is */
  #newest: LogEntry | null = null;

  /** where the next entry begins */
  get head(): Position {
    return { units: this.#text.length, events: this.#others.length, ended: this.#terminal !== null };
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Changes nothing once the record is closed. */
  add(event: LiveEvent): void {
    if (this.#isClosed) return;
    if (event.type === 'token') this.#addToken(event.text);
    else this.#addOther(event);
    this.changed.ring();
  }

  /** Adds what is new of an entry of the same run's record, which may overlap with what is here. */
  absorb({ id, event }: LogEntry): void {
    if (isTerminal(event)) this.end(event);
    else if (event.type === 'token') {
      const known = this.#text.length - event.offset;
      if (known >= 0 && known < event.text.length) this.add({ ...event, text: event.text.slice(known) });
    } else if (id === idOf(this.#text.length, this.#others.length + 1)) this.add(event);
  }

  end(event: TerminalEvent): void {
    if (this.#isClosed) return;
    this.#terminal = { id: terminalEventId, event };
    this.abandon();
  }

  /** Closes it without an end: who follows it is to look elsewhere. */
  abandon(): void {
    this.#isClosed = true;
    this.changed.ring();
  }

  /** What comes after a position, with all of the text that is there; null at the head. */
  next({ units, events, ended }: Position): { entry: LogEntry; after: Position } | null {
    const other = this.#others[events];
    const to = other?.at ?? this.#text.length;
    if (units < to) return { entry: this.#tokenBetween(units, to, events), after: { units: to, events, ended } };
    if (other !== undefined) return { entry: other.entry, after: { units, events: events + 1, ended } };
    if (this.#terminal === null || ended) return null;
    return { entry: this.#terminal, after: { units, events, ended: true } };
  }

  /** The position that an id stands for: 'later' where it is beyond the head, null for what is no id. */
  find(id: string): Position | 'later' | null {
    const others = this.#others;
    if (id === terminalEventId) return { units: this.#text.length, events: others.length, ended: true };
    if (!/^[1-9]\d{0,11}$/.test(id)) return null;
    const total = Number(id);
    if (total > this.#text.length + others.length) return 'later';
    let events = others.length;
    while (events > 0 && Number(others[events - 1]?.entry.id) > total) events -= 1;
    return { units: total - events, events, ended: false };
  }

  #addToken(piece: string): void {
    if (piece === '') return;
    const offset = this.#text.length;
    this.#text.add(piece);
    const id = idOf(this.#text.length, this.#others.length);
    this.#newest = { id, event: { type: 'token', offset, text: piece } };
  }

  #addOther(event: LiveEvent): void {
    const at = this.#text.length;
    this.#others.push({ at, entry: { id: idOf(at, this.#others.length + 1), event } });
  }

  #tokenBetween(from: number, to: number, events: number): LogEntry {
    const newest = this.#newest;
    if (
      newest?.event.type === 'token' &&
      newest.event.offset === from &&
      to === this.#text.length &&
      events === this.#others.length
    )
      return newest;
    return { id: idOf(to, events), event: { type: 'token', offset: from, text: this.#text.slice(from, to) } };
  }
}

const idOf = (units: number, events: number): string => String(units + events);

const isTerminal = (event: LogEntry['event']): event is TerminalEvent =>
  event.type === 'completed' || event.type === 'stopped' || event.type === 'failed';

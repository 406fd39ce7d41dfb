import { type LiveEvent, terminalEventId, type TerminalEvent } from '#shared/run-event.ts';
import { type Bell, createBell } from './bell.ts';
import { createGrowingText } from './growing-text.ts';
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
export interface RunRecord {
  /** where the next entry begins */
  readonly head: Position;
  readonly isClosed: boolean;
  /** rings whenever there is more, or no more */
  readonly changed: Bell;
  /** Changes nothing once the record is closed. */
  add(event: LiveEvent): void;
  /** Adds what is new of an entry of the same run's record, which may overlap with what is here. */
  absorb(entry: LogEntry): void;
  end(event: TerminalEvent): void;
  /** Closes it without an end: who follows it is to look elsewhere. */
  abandon(): void;
  /** What comes after a position, with all of the text that is there; null at the head. */
  next(position: Position): { entry: LogEntry; after: Position } | null;
  /** The position that an id stands for: 'later' where it is beyond the head, null for what is no id. */
  find(id: string): Position | 'later' | null;
}

export function createRunRecord(): RunRecord {
  const changed = createBell();
  const text = createGrowingText();
  const others: { at: number; entry: LogEntry }[] = [];
  let terminal: LogEntry | null = null;
  let isClosed = false;
  /** the last token as it was added, so that who reads along gets it as it is */
  let newest: LogEntry | null = null;

  const idOf = (units: number, events: number) => String(units + events);
  const addToken = (piece: string) => {
    if (piece === '') return;
    const offset = text.length;
    text.add(piece);
    newest = { id: idOf(text.length, others.length), event: { type: 'token', offset, text: piece } };
  };
  const addOther = (event: LiveEvent) => {
    const entry = { id: idOf(text.length, others.length + 1), event };
    others.push({ at: text.length, entry });
  };
  const close = () => {
    isClosed = true;
    changed.ring();
  };
  const add = (event: LiveEvent) => {
    if (isClosed) return;
    if (event.type === 'token') addToken(event.text);
    else addOther(event);
    changed.ring();
  };
  const end = (event: TerminalEvent) => {
    if (isClosed) return;
    terminal = { id: terminalEventId, event };
    close();
  };
  const tokenBetween = (from: number, to: number, events: number): LogEntry => {
    if (
      newest?.event.type === 'token' &&
      newest.event.offset === from &&
      to === text.length &&
      events === others.length
    )
      return newest;
    return { id: idOf(to, events), event: { type: 'token', offset: from, text: text.slice(from, to) } };
  };

  return {
    changed,
    get head() {
      return { units: text.length, events: others.length, ended: terminal !== null };
    },
    get isClosed() {
      return isClosed;
    },
    add,
    absorb: ({ id, event }) => {
      if (isTerminal(event)) return end(event);
      if (event.type === 'token') {
        const known = text.length - event.offset;
        if (known >= 0 && known < event.text.length) add({ ...event, text: event.text.slice(known) });
      } else if (id === idOf(text.length, others.length + 1)) add(event);
    },
    end,
    abandon: close,
    next: ({ units, events, ended }) => {
      const other = others[events];
      const to = other?.at ?? text.length;
      if (units < to) return { entry: tokenBetween(units, to, events), after: { units: to, events, ended } };
      if (other !== undefined) return { entry: other.entry, after: { units, events: events + 1, ended } };
      if (terminal === null || ended) return null;
      return { entry: terminal, after: { units, events, ended: true } };
    },
    find: (id) => {
      if (id === terminalEventId) return { units: text.length, events: others.length, ended: true };
      if (!/^[1-9]\d{0,11}$/.test(id)) return null;
      const total = Number(id);
      if (total > text.length + others.length) return 'later';
      let events = others.length;
      while (events > 0 && Number(others[events - 1]?.entry.id) > total) events -= 1;
      return { units: total - events, events, ended: false };
    },
  };
}

const isTerminal = (event: LogEntry['event']): event is TerminalEvent =>
  event.type === 'completed' || event.type === 'stopped' || event.type === 'failed';

import { expect, test } from 'vitest';
import type { Session } from '#shared/session.ts';
import { ageOf, groupByTime } from './group-by-time.ts';

const now = new Date(2026, 2, 30, 0, 30);
const at = (...[month, day, hour]: [number, number, number]): string => new Date(2026, month, day, hour).toISOString();

test('days are those of the calendar, not 24 hours', () => {
  expect(ageOf(at(2, 30, 0), now)).toBe('today');
  expect(ageOf(at(2, 29, 23), now)).toBe('yesterday');
  expect(ageOf(at(2, 29, 0), now)).toBe('yesterday');
  expect(ageOf(at(2, 28, 23), now)).toBe('week');
  expect(ageOf(at(2, 23, 0), now)).toBe('week');
  expect(ageOf(at(2, 22, 23), now)).toBe('month');
  expect(ageOf(at(1, 27, 12), now)).toBe('earlier');
});

test('a clock that runs behind the server’s still says today', () => {
  expect(ageOf(at(2, 30, 5), now)).toBe('today');
});

test('groups keep the order, and there is none without chats', () => {
  const chat = (sessionId: string, updatedAt: string): Session => ({
    sessionId,
    updatedAt,
    name: sessionId,
    classId: null,
    documentId: null,
    source: 'main_app',
    ephemeral: false,
    runIds: [],
    createdAt: updatedAt,
  });
  const groups = groupByTime([chat('a', at(2, 30, 0)), chat('b', at(2, 30, 0)), chat('c', at(0, 1, 1))], now);
  expect(groups.map(({ age, sessions }) => [age, sessions.map(({ name }) => name)])).toEqual([
    ['today', ['a', 'b']],
    ['earlier', ['c']],
  ]);
});

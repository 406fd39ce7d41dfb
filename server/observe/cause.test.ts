import { expect, test } from 'vitest';
import { causeOf } from './cause.ts';

test('an error of an upstream is told by its codes, never by its words', () => {
  const refused = Object.assign(new Error('no: “What is osmosis?”'), {
    status: 400,
    code: 'content_filter',
    error: { message: 'no: “What is osmosis?”' },
    headers: {},
  });
  expect(causeOf(refused)).toEqual({ name: 'Error', code: 'content_filter', status: 400 });
});

test('what broke the line is told through the error around it', () => {
  const line = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
  const around = new TypeError('fetch failed', { cause: line });
  expect(causeOf(around)).toEqual({ name: 'TypeError', cause: { name: 'Error', code: 'ECONNREFUSED' } });
});

test('our own words stay, and what is no error is nothing', () => {
  expect(causeOf('empty answer')).toBe('empty answer');
  expect(causeOf(undefined)).toBeUndefined();
  expect(causeOf(null)).toBeUndefined();
});

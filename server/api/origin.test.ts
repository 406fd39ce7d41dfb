import { expect, test } from 'vitest';
import { createOrigins } from '#server/accounts/origins.ts';
import { readConfig } from '#server/config.ts';
import { judgeOrigin, type Sent } from './origin.ts';

const originsOf = (env: Record<string, string>) => createOrigins(readConfig(env));
const trusts = (origin: string): boolean => origin === 'https://ours.example.org';
const judge = (method: string, headers: Sent['headers']) =>
  judgeOrigin({ method, headers: { cookie: 'a=b', ...headers } }, trusts);

test('a cookie counts from our pages, and never from others', () => {
  expect(judge('POST', { origin: 'https://ours.example.org' })).toBe('counts');
  for (const origin of [
    'https://elsewhere.org',
    'null',
    '',
    'https://ours.example.org.elsewhere.org',
    'http://ours.example.org',
  ]) {
    expect(judge('POST', { origin })).toBe('foreign');
    expect(judge('GET', { origin })).toBe('foreign');
  }
});

test('without an Origin a cookie is ignored where something would change', () => {
  for (const site of [undefined, 'same-origin', 'none']) {
    expect(judge('POST', { 'sec-fetch-site': site, referer: 'https://ours.example.org/' })).toBe('ignored');
  }
});

test('without an Origin a cookie counts for reading from our own page or from nobody’s', () => {
  const reading = (headers: Sent['headers']) => judge('GET', headers);
  expect(reading({ 'sec-fetch-site': 'same-origin' })).toBe('counts');
  expect(reading({ 'sec-fetch-site': 'none' })).toBe('counts');
  expect(reading({ 'sec-fetch-site': 'same-site' })).toBe('ignored');
  expect(reading({ 'sec-fetch-site': 'cross-site', referer: 'https://ours.example.org/' })).toBe('ignored');
  expect(reading({ referer: 'https://ours.example.org/classes' })).toBe('counts');
  expect(reading({ referer: 'https://elsewhere.org/' })).toBe('ignored');
  expect(reading({ referer: 'no address' })).toBe('ignored');
  expect(reading({})).toBe('ignored');
});

test('without a cookie nothing is judged', () => {
  expect(judgeOrigin({ method: 'POST', headers: { origin: 'https://elsewhere.org' } }, trusts)).toBe('ignored');
});

test('a local installation trusts the names of this machine at its own port', () => {
  const origins = originsOf({ PORT: '0' });
  origins.listensOn(3210);
  for (const host of ['127.0.0.1', 'localhost', '[::1]']) expect(origins.trusts(`http://${host}:3210`)).toBe(true);
  for (const other of ['http://localhost:3211', 'http://localhost', 'https://localhost:3210', 'http://127.0.0.1:0']) {
    expect(origins.trusts(other)).toBe(false);
  }
  expect(origins.main).toBe('http://127.0.0.1:3210');
});

test('elsewhere it trusts PUBLIC_URL, ALLOWED_ORIGINS and the address it listens on', () => {
  const origins = originsOf({
    HOST: '0.0.0.0',
    PORT: '80',
    PUBLIC_URL: 'https://Footnote.example.org/start',
    ALLOWED_ORIGINS: 'https://a.example.org/, chrome-extension://abcdef',
  });
  expect(origins.main).toBe('https://footnote.example.org');
  for (const origin of [
    'https://footnote.example.org',
    'http://localhost',
    'https://a.example.org',
    'chrome-extension://abcdef',
  ]) {
    expect(origins.trusts(origin)).toBe(true);
  }
  expect(origins.trusts('http://0.0.0.0')).toBe(false);
  expect(originsOf({ HOST: '192.168.1.5' }).all).toEqual(['http://192.168.1.5:3000']);
  expect(originsOf({ HOST: 'fe80::1' }).all).toEqual(['http://[fe80::1]:3000']);
});

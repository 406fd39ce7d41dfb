import { expect, test } from 'vitest';
import { safeLink } from './links.ts';

test.each([
  ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
  ['http://example.org/', 'http://example.org/'],
  ['mailto:ada@example.org', 'mailto:ada@example.org'],
  ['/class/1', '/class/1'],
])('SE-06 (links) %s stays a link', (address, expected) => {
  expect(safeLink(address)).toBe(expected);
});

test.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://example.org/x',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '',
])('SE-06 (links) %s is none', (address) => {
  expect(safeLink(address)).toBeNull();
});

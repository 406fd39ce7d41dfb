import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ConfigError, readConfig, variableNames } from './config.ts';

const parse = (text: string) =>
  Object.fromEntries(
    text
      .split('\n')
      .filter((line) => /^[A-Z]/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

test('.env.example lists every variable, once, with its default', async () => {
  const example = parse(await readFile('.env.example', 'utf8'));
  expect(Object.keys(example).toSorted()).toEqual(variableNames.toSorted());
  expect(readConfig(example)).toEqual(readConfig({}));
});

test('a wrong value names its variable and what it should be', () => {
  expect(() => readConfig({ PORT: 'x', GUESTS: 'maybe', DATABASE_URL: 'postgres://h' })).toThrow(
    new ConfigError(
      [
        'PORT: should be a whole number from 0 to 65535',
        'DATABASE_URL: should be an address that begins with mongodb:// or mongodb+srv://',
        'GUESTS: should be on or off',
      ].join('\n'),
    ),
  );
});

test('mail and Google are set as a whole, or not at all', () => {
  const mail = { SMTP_URL: 'smtps://me:secret@mail.example.org', MAIL_FROM: 'Footnote <footnote@example.org>' };
  expect(readConfig(mail)).toMatchObject(mail);
  const said = (env: Record<string, string>) => () => readConfig(env);
  expect(said({ SMTP_URL: mail.SMTP_URL })).toThrow('SMTP_URL: should come with MAIL_FROM');
  expect(said({ MAIL_FROM: mail.MAIL_FROM })).toThrow('MAIL_FROM: should come with SMTP_URL');
  expect(said({ ...mail, SMTP_URL: 'mail.example.org' })).toThrow('SMTP_URL: should be an address that begins with');
  expect(said({ ...mail, MAIL_FROM: 'Footnote' })).toThrow('MAIL_FROM: should be an address, or Name <address>');
  expect(said({ GOOGLE_CLIENT_ID: 'a' })).toThrow('GOOGLE_CLIENT_ID: should come with GOOGLE_CLIENT_SECRET');
});

test('an empty variable is not set', () => {
  expect(readConfig({ OPENAI_API_KEY: '', PORT: '' })).toEqual(readConfig({}));
});

test('what means nothing without another setting says which', () => {
  expect(() => readConfig({ OPENAI_EMBEDDING_MODEL: 'm' })).toThrow('OPENAI_EMBEDDING_MODEL: should come with');
  expect(() => readConfig({ VECTOR_SEARCH: 'atlas' })).toThrow('VECTOR_SEARCH: should be exact, or come with');
  const url = 'http://127.0.0.1:1/v1';
  expect(readConfig({ OPENAI_EMBEDDING_MODEL: 'm', OPENAI_BASE_URL: url })).toMatchObject({ VECTOR_SEARCH: 'exact' });
});

test('S3 is set as a whole, or not at all', () => {
  const at = { S3_BUCKET: 'course-files', S3_ENDPOINT: 'http://127.0.0.1:9000' };
  const keys = { S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' };
  const said = (env: Record<string, string>) => () => readConfig(env);
  expect(readConfig({ ...at, ...keys })).toMatchObject({ ...at, ...keys });
  expect(readConfig({ S3_BUCKET: 'course-files', S3_REGION: 'eu-central-1' })).toMatchObject({
    S3_REGION: 'eu-central-1',
  });
  expect(said({ ...keys, S3_REGION: 'x' })).toThrow(
    [
      'S3_REGION: should come with S3_BUCKET',
      'S3_ACCESS_KEY_ID: should come with S3_BUCKET',
      'S3_SECRET_ACCESS_KEY: should come with S3_BUCKET',
    ].join('\n'),
  );
  expect(said({ S3_BUCKET: 'course-files', ...keys })).toThrow(
    /^S3_BUCKET: should come with S3_REGION, or with S3_ENDPOINT/,
  );
  expect(said({ ...at, S3_ACCESS_KEY_ID: 'a' })).toThrow('S3_ACCESS_KEY_ID: should come with S3_SECRET_ACCESS_KEY');
  expect(said({ ...at, S3_SECRET_ACCESS_KEY: 'b' })).toThrow('S3_SECRET_ACCESS_KEY: should come with S3_ACCESS_KEY_ID');
  expect(said(at)).toThrow('S3_ENDPOINT: should come with S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY');
  expect(said({ ...keys, ...at, S3_BUCKET: 'My Files' })).toThrow('S3_BUCKET: should be the name of a bucket');
  expect(said({ ...keys, ...at, S3_ENDPOINT: 'here' })).toThrow('S3_ENDPOINT: should be an address');
});

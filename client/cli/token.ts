import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const kept = join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'footnote', 'guests.json');
const guestsSchema = z.record(z.string(), z.string());
const signedInSchema = z.object({ token: z.string() });
const refusedSchema = z.object({ message: z.string() });

/**
 * The token of this machine's guest on a server: the kept one while it counts, else a new guest's.
 *
 * @throws Error that says what to do where the server does not answer or takes no guests
 */
export async function findToken(url: string): Promise<string> {
  const guests = await readFile(kept, 'utf8').then(
    (text) => guestsSchema.parse(JSON.parse(text)),
    () => ({}) as const,
  );
  const known = new Map(Object.entries(guests)).get(url);
  if (known !== undefined && (await counts(url, known))) return known;
  const token = await newGuest(url);
  await mkdir(dirname(kept), { recursive: true });
  await writeFile(kept, JSON.stringify({ ...guests, [url]: token }), { mode: 0o600 });
  return token;
}

async function counts(url: string, token: string): Promise<boolean> {
  const reply = await request(url, '/api/auth/get-session', { headers: { authorization: `Bearer ${token}` } });
  return reply.ok && (await reply.json()) !== null;
}

async function newGuest(url: string): Promise<string> {
  const reply = await request(url, '/api/auth/sign-in/anonymous', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const body: unknown = await reply.json().catch(() => null);
  const signedIn = signedInSchema.safeParse(body);
  if (signedIn.success) return signedIn.data.token;
  const { data } = refusedSchema.safeParse(body);
  throw new Error(`${data?.message ?? 'This server takes no guests.'} Pass --token or set FOOTNOTE_TOKEN.`);
}

async function request(url: string, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`${url}${path}`, init);
  } catch (cause) {
    throw new Error(`No server answers at ${url}. Start it with npm start, or pass --url.`, { cause });
  }
}

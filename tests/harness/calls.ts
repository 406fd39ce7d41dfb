import { z } from 'zod';

const json = { 'content-type': 'application/json' };
const wireError = z.object({ error: z.object({ data: z.object({ app: z.object({ code: z.string() }) }) }) });

/** A query over HTTP, as bytes go over the line. */
export const query = (url: string, path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/trpc/${path}`, { headers });

/** The door's `echo` over HTTP. */
export const mutate = (url: string, headers: Record<string, string>, body: unknown = {}): Promise<Response> =>
  fetch(`${url}/trpc/echo`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });

/** A POST below /api/auth from the server's own page; text goes as it is. */
export const postAuth = (url: string, path: string, body: unknown): Promise<Response> =>
  fetch(`${url}/api/auth${path}`, {
    method: 'POST',
    headers: { ...json, origin: url },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** The code of an error that tRPC's client would see. */
export const codeOf = async (response: Response): Promise<string> =>
  wireError.parse(await response.json()).error.data.app.code;

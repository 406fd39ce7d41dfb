import { z } from 'zod';

export interface GooglePerson {
  sub: string;
  email: string;
  name: string;
  email_verified: boolean;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const formSchema = z.object({ code: z.string(), client_secret: z.string() });

/**
 * Stands in for Google at the network's edge: what goes to its token endpoint is answered here, everything else goes
 * on. The page that asks the person is skipped: whoever is sent there comes back at once with a code.
 */
export function standInForGoogle(secret: string): {
  /** The address of the way back that Google's page would send somebody to. */
  comesBack(person: GooglePerson, sentTo: string): string;
  [Symbol.dispose](): void;
} {
  const people = new Map<string, GooglePerson & { aud: string; nonce: string | null }>();
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.url !== 'https://oauth2.googleapis.com/token') return real(input, init);
    const form = formSchema.parse(Object.fromEntries(new URLSearchParams(await request.text())));
    const person = people.get(form.code);
    if (person === undefined || form.client_secret !== secret)
      return Response.json({ error: 'invalid_grant' }, { status: 400 });
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: 'https://accounts.google.com', iat: now, exp: now + 3_600, ...person };
    const idToken = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.unsigned`;
    return Response.json({ access_token: 'at', id_token: idToken, token_type: 'Bearer', expires_in: 3_600 });
  };
  return {
    comesBack: (person, sentTo) => {
      const asked = new URL(sentTo).searchParams;
      const code = `code-${people.size}`;
      people.set(code, { ...person, aud: asked.get('client_id') ?? '', nonce: asked.get('nonce') });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
      return back.href;
    },
    [Symbol.dispose]: () => {
      globalThis.fetch = real;
    },
  };
}

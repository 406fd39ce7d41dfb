/** What a browser does at the account routes, without its page: it keeps its cookies and says where it is. */
export class AccountBrowser {
  private readonly jar: Map<string, string>;
  private readonly url: string;

  constructor(url: string, cookies: Iterable<[string, string]> = []) {
    this.url = url;
    this.jar = new Map(cookies);
  }

  /** Another tab: the same cookies, until either gets new ones. */
  tab(): AccountBrowser {
    return new AccountBrowser(this.url, this.jar);
  }

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  post(path: string, body: object = {}): Promise<Response> {
    return this.send(`/api/auth${path}`, { method: 'POST', body: JSON.stringify(body) });
  }

  get(path: string, site: 'same-origin' | 'cross-site' = 'same-origin'): Promise<Response> {
    return this.send(`/api/auth${path}`, { headers: { 'sec-fetch-site': site } });
  }

  /** Calls a query of the API. */
  query(path: string, input: object = {}): Promise<Response> {
    return this.send(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, {
      headers: { 'sec-fetch-site': 'same-origin' },
    });
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.jar.size > 0) headers.set('cookie', this.cookie);
    if (init.method === 'POST') headers.set('origin', this.url);
    if (init.body !== undefined) headers.set('content-type', 'application/json');
    const reply = await fetch(this.url + path, { ...init, headers, redirect: 'manual' });
    for (const cookie of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0/i.test(cookie)) this.jar.delete(name);
      else this.jar.set(name, value);
    }
    return reply;
  }
}

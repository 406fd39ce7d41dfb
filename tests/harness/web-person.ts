import type { Person, TestApp } from './app.ts';
import type { Look, TestBrowser, TestPage, TestWindow } from './browser.ts';
import { password } from './connect.ts';

/** Somebody who looks at the app in a browser, and has a typed connection beside it that sees what is stored. */
export interface WebPerson extends Person, TestPage, AsyncDisposable {
  window: TestWindow;
}

export interface Door {
  /** where the browser finds the app; the app's own address if left out */
  url?: string;
  /** the page to begin with */
  path?: string;
  look?: Look;
}

/** Opens the app for somebody who is signed in: somebody new, if `person` is left out. */
export async function enter(
  app: TestApp,
  browser: TestBrowser,
  door: Door & { person?: Person } = {},
): Promise<WebPerson> {
  const person = door.person ?? (await app.person());
  const url = door.url ?? app.url;
  const window = await browser.window(door.look);
  await signIn(window, url, person.email, password);
  const opened = await window.open(url + (door.path ?? '/'));
  return {
    ...person,
    ...opened,
    window,
    [Symbol.asyncDispose]: () => window[Symbol.asyncDispose](),
  };
}

/** Signs a window in as its page would; the cookie stays in it. */
export async function signIn({ context }: TestWindow, url: string, email: string, password: string): Promise<void> {
  const reply = await context.request.post(`${url}/api/auth/sign-in/email`, {
    data: { email, password },
    headers: { origin: url },
  });
  if (!reply.ok()) throw new Error(`sign-in failed: ${reply.status()} ${await reply.text()}`);
}

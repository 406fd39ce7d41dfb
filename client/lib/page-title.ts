import { copy } from '../copy/en.ts';

/** What the tab tells besides the page's title: nothing, that an answer is being written, or that there is a new one. */
export type TitleSign = 'none' | 'running' | 'ready';

const icons: Record<TitleSign, string> = {
  none: '/favicon.svg',
  running: '/favicon-running.svg',
  ready: '/favicon-running.svg',
};

let title: string = copy.name;
let sign: TitleSign = 'none';

function show(): void {
  document.title = copy.titles[sign](title);
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link !== null && link.getAttribute('href') !== icons[sign]) link.setAttribute('href', icons[sign]);
}

/** Names the page; null leaves the product's name alone. */
export function setPageTitle(name: string | null): void {
  title = name === null ? copy.name : `${name} · ${copy.name}`;
  show();
}

export function setTitleSign(next: TitleSign): void {
  sign = next;
  show();
}

import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import { sessionsQuery } from '../features/sessions/use-sessions.ts';
import type { Api } from '../lib/api.ts';
import { readKept } from '../lib/kept.ts';
import { isRemoved, removals } from '../lib/removals.ts';
import { AccountPage } from './pages/account-page.tsx';
import { ClassPage } from './pages/class-page.tsx';
import { ChatPage } from './pages/chat-page.tsx';
import { DocumentPage } from './pages/document-page.tsx';
import { FirstPage } from './pages/first-page.tsx';
import { LeftChatPage } from './pages/left-chat-page.tsx';
import { NewChatPage } from './pages/new-chat-page.tsx';
import { Missing, Problem } from './pages/missing.tsx';
import { readDocument, readSource } from './source-search.ts';

interface RouterContext {
  api: Api;
  queries: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet, notFoundComponent: Missing });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context: { api, queries } }) => {
    const { classes } = await queries.ensureQueryData(api.classes.list.queryOptions());
    const last = readKept('class');
    const left = classes.filter(({ classId }) => !isRemoved(removals.get(), classId));
    const chosen = left.find(({ classId }) => classId === last) ?? left[0];
    if (chosen) throw redirect({ to: '/class/$classId', params: { classId: chosen.classId }, replace: true });
  },
  component: FirstPage,
});

const classRoute = createRoute({
  getParentRoute: () => root,
  path: '/class/$classId',
  validateSearch: readSource,
  component: ClassPage,
});

const classHome = createRoute({
  getParentRoute: () => classRoute,
  path: '/',
  beforeLoad: async ({ context: { api, queries }, params: { classId } }) => {
    const { pages } = await queries.ensureInfiniteQueryData(sessionsQuery(api, { classId }));
    // a document's chat is opened with its document, and closing that leads here
    const newest = pages[0]?.sessions.find(
      ({ sessionId, documentId }) => documentId === null && !isRemoved(removals.get(), sessionId),
    );
    const search = (before: ReturnType<typeof readSource>) => before;
    if (newest) {
      throw redirect({
        to: '/class/$classId/chat/$sessionId',
        params: { classId, sessionId: newest.sessionId },
        search,
        replace: true,
      });
    }
    throw redirect({ to: '/class/$classId/new', params: { classId }, search, replace: true });
  },
});

const newChat = createRoute({ getParentRoute: () => classRoute, path: '/new', component: NewChatPage });
const chat = createRoute({ getParentRoute: () => classRoute, path: '/chat/$sessionId', component: ChatPage });

const documentRoute = createRoute({
  getParentRoute: () => classRoute,
  path: '/document/$documentId',
  validateSearch: readDocument,
  component: DocumentPage,
});

const leftChat = createRoute({ getParentRoute: () => root, path: '/chat/$sessionId', component: LeftChatPage });
const account = createRoute({ getParentRoute: () => root, path: '/account', component: AccountPage });

/** a link for whoever is outside, opened by somebody who is in */
const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  beforeLoad: () => {
    throw redirect({ to: '/', replace: true });
  },
});

const routeTree = root.addChildren([
  home,
  account,
  forgot,
  leftChat,
  classRoute.addChildren([classHome, newChat, chat, documentRoute]),
]);

/** The pages of one user. */
export const createAppRouter = (context: RouterContext) =>
  createRouter({ routeTree, context, defaultErrorComponent: Problem, defaultPendingMs: 150 });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

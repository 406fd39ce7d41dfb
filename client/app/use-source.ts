import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Citation } from '#shared/passage.ts';
import type { Target } from '../features/viewer/target.ts';

/** The source that is open beside the page, kept in the address. */
export function useSource() {
  const { doc, page, start, end } = useSearch({ strict: false });
  const jump = useRouterState({ select: ({ location }) => location.state.__TSR_key ?? '' });
  const navigate = useNavigate();
  const target = useMemo(
    (): Target => ({ page: page ?? 1, range: start === undefined || end === undefined ? null : { start, end }, jump }),
    [page, start, end, jump],
  );
  const openCitation = useCallback(
    (citation: Citation) =>
      void navigate({
        to: '.',
        search: { doc: citation.documentId, page: citation.page, start: citation.start, end: citation.end },
      }),
    [navigate],
  );
  const openDocument = useCallback(
    (documentId: string) => void navigate({ to: '.', search: { doc: documentId } }),
    [navigate],
  );
  const close = useCallback(() => void navigate({ to: '.', search: {} }), [navigate]);
  return { documentId: doc ?? null, target, openCitation, openDocument, close };
}

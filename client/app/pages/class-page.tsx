import { Outlet, useParams } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { DocumentChoicesContext } from '../../features/chat/document-choices.ts';
import { DropArea } from '../../features/library/drop-area.tsx';
import { upload } from '../../features/library/uploads.ts';
import { useClasses } from '../../features/library/use-classes.ts';
import { keep } from '../../lib/kept.ts';
import { isRemoved, removals } from '../../lib/removals.ts';
import { useStore } from '../../lib/use-store.ts';
import { useDocumentChoices } from '../use-document-choices.ts';
import { useRefetchDocuments } from '../use-refetch-documents.ts';
import { Shell } from '../shell.tsx';
import { Missing } from './missing.tsx';

/** Everything of one class: files can be dropped anywhere, and it is where the user comes back to. */
export function ClassPage() {
  const { classId } = useParams({ from: '/class/$classId' });
  const { sessionId = null, documentId = null } = useParams({ strict: false });
  const choices = useDocumentChoices(classId);
  const { classes } = useClasses();
  const current = classes?.find((one) => one.classId === classId);
  const leaving = isRemoved(useStore(removals), classId);
  const refetch = useRefetchDocuments(classId);
  const onFiles = useCallback((files: File[]) => upload(classId, files, refetch), [classId, refetch]);
  useEffect(() => keep('class', classId), [classId]);
  return (
    <Shell classId={classId} sessionId={sessionId} onFiles={onFiles}>
      <DocumentChoicesContext value={documentId === null ? choices : null}>
        {classes && !current && !leaving ? <Missing /> : <Outlet />}
      </DocumentChoicesContext>
      {current && <DropArea className={current.name} onFiles={onFiles} />}
    </Shell>
  );
}

import { type ReactNode, useCallback, useState } from 'react';
import { quote } from '../features/chat/quotations.ts';
import { keep, readKept } from '../lib/kept.ts';
import { Dialog } from '../ui/dialog.tsx';
import { copy } from '../copy/en.ts';
import { Split } from '../ui/split.tsx';
import { askForSearch } from './column-text.ts';
import { Overlays } from './palette/overlays.tsx';
import { SideColumn } from './side-column.tsx';
import { SourcePanel } from './source-panel.tsx';
import { TopBar } from './top-bar.tsx';
import { useLayout } from './use-layout.ts';
import { useCloseSource } from './use-close-source.ts';
import { useOpenDocument } from './use-open-document.ts';
import { useSource } from './use-source.ts';

interface ShellProps {
  classId: string | null;
  sessionId: string | null;
  onFiles?: (files: File[]) => void;
  children: ReactNode;
}

const ignore = (): void => {};

/** The three areas: library and chats, the page, the source. */
export function Shell({ classId, sessionId, onFiles = ignore, children }: ShellProps) {
  const source = useSource();
  const close = useCloseSource();
  const { isGone } = useOpenDocument(source.documentId);
  const { columnFits, sourcePlace } = useLayout(source);
  const [hidden, setHidden] = useState(readKept('column') === 'hidden');
  const [drawer, setDrawer] = useState(false);
  const pinned = columnFits && !hidden;
  const hide = (next: boolean): void => {
    setHidden(next);
    keep('column', next ? 'hidden' : null);
  };
  const search = useCallback((): void => {
    if (columnFits) setHidden(false);
    else setDrawer(true);
    askForSearch();
  }, [columnFits]);
  const column = (onCollapse: () => void, onNavigate: () => void): ReactNode => (
    <SideColumn
      classId={classId}
      sessionId={sessionId}
      openId={source.documentId}
      onOpenDocument={source.openDocument}
      onOpenPlace={source.openCitation}
      onFiles={onFiles}
      onNavigate={onNavigate}
      onCollapse={onCollapse}
    />
  );
  return (
    <div className="flex h-dvh">
      {pinned && <div className="w-70 shrink-0 border-r border-line bg-panel">{column(() => hide(true), ignore)}</div>}
      {drawer && !pinned && (
        <Dialog place="drawer" title={copy.sessions.open} hideTitle onClose={() => setDrawer(false)}>
          <div className="h-full bg-panel">
            {column(
              () => setDrawer(false),
              () => setDrawer(false),
            )}
          </div>
        </Dialog>
      )}
      <Split
        place={sourcePlace}
        label={sourcePlace === 'above' ? copy.viewer.height : copy.viewer.width}
        main={
          <>
            {!pinned && sourcePlace !== 'above' && (
              <TopBar
                classId={classId}
                sessionId={sessionId}
                onOpenColumn={() => (columnFits ? hide(false) : setDrawer(true))}
              />
            )}
            {children}
          </>
        }
        panel={
          source.documentId !== null &&
          !(source.hasChat && isGone) && (
            <SourcePanel
              key={source.documentId}
              documentId={source.documentId}
              target={source.target}
              isOver={sourcePlace === 'over'}
              onAsk={(quotation) => {
                quote(quotation);
                if (sourcePlace === 'over') close();
              }}
              onChat={source.hasChat ? null : source.openChat}
              onClose={close}
            />
          )
        }
      />
      <Overlays classId={classId} onOpenDocument={source.openDocument} onFiles={onFiles} onSearch={search} />
    </div>
  );
}

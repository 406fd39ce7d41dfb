import { Link } from '@tanstack/react-router';
import { HamburgerMenuIcon, Pencil2Icon } from '@radix-ui/react-icons';
import { copy } from '../copy/en.ts';
import { useClasses } from '../features/library/use-classes.ts';
import { IconButton } from '../ui/icon-button.tsx';

interface TopBarProps {
  classId: string | null;
  sessionId: string | null;
  onOpenColumn: () => void;
}

/** Stands above the page while the left column is away. */
export function TopBar({ classId, sessionId, onOpenColumn }: TopBarProps) {
  const current = useClasses().classes?.find((one) => one.classId === classId);
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 px-2">
      <IconButton label={copy.sessions.open} icon={<HamburgerMenuIcon />} onClick={onOpenColumn} />
      <p className="min-w-0 flex-1 truncate text-soft">{current?.name ?? copy.name}</p>
      {classId !== null && sessionId !== null && (
        <Link
          to="/class/$classId/new"
          params={{ classId }}
          search={true}
          aria-label={copy.sessions.newChat}
          title={copy.sessions.newChat}
          className="inline-flex size-8 items-center justify-center rounded-md text-soft hover:bg-wash hover:text-ink pointer-coarse:size-10"
        >
          <Pencil2Icon />
        </Link>
      )}
    </header>
  );
}

import { useState } from 'react';
import { DotsHorizontalIcon, TrashIcon } from '@radix-ui/react-icons';
import { copy } from '../../copy/en.ts';
import { useStore } from '../../lib/use-store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { showChats, shownChats, shownKinds } from './shown-chats.ts';
import { useSessionActions } from './use-session-actions.ts';

const words = copy.sessions;

/** Which chats are listed, and what can be done with all of them. */
export function SessionListMenu({ onAllGone }: { onAllGone: () => void }) {
  const [asking, setAsking] = useState(false);
  const shown = useStore(shownChats);
  const { removeAll } = useSessionActions();
  return (
    <>
      <Menu align="end" trigger={<IconButton label={words.moreForAll} icon={<DotsHorizontalIcon />} />}>
        <MenuChoice
          label={words.shown}
          value={shown}
          options={shownKinds.map((value) => ({ value, label: words.shownKinds[value] }))}
          onChange={showChats}
        />
        <MenuLine />
        <MenuItem icon={<TrashIcon />} onSelect={() => setAsking(true)}>
          {words.deleteAll}
        </MenuItem>
      </Menu>
      {asking && (
        <ConfirmDialog
          title={words.deleteAllTitle}
          text={words.deleteAllText}
          action={words.deleteAll}
          onConfirm={() => removeAll(onAllGone)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

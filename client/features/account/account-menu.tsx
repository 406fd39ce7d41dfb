import { useState } from 'react';
import { CaretSortIcon, ExitIcon, GearIcon, PersonIcon } from '@radix-ui/react-icons';
import { copy } from '../../copy/en.ts';
import { useStore } from '../../lib/use-store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Menu, MenuChoice, MenuItem, MenuLine, MenuText } from '../../ui/menu.tsx';
import type { Account } from './account-api.ts';
import { JoinForm } from './join-form.tsx';
import { chooseTheme, theme, themes } from './theme.ts';

const words = copy.account;

interface AccountMenuProps {
  account: Account;
  onSettings: () => void;
  onSignOut: () => void;
  /** a guest has become an account */
  onChanged: () => Promise<void>;
}

/** Who is here, how the page looks, and the way out. */
export function AccountMenu({ account, onSettings, onSignOut, onChanged }: AccountMenuProps) {
  const chosen = useStore(theme);
  const [dialog, setDialog] = useState<'leave' | 'join' | null>(null);
  const close = (): void => setDialog(null);
  const isGuest = account.isAnonymous === true;
  return (
    <>
      <Menu
        side="top"
        trigger={
          <button
            type="button"
            className="flex min-h-9 w-full items-center justify-between gap-2 rounded-md px-2 text-left hover:bg-wash data-[state=open]:bg-wash pointer-coarse:min-h-10"
          >
            <span className="sr-only">{words.menu}: </span>
            <span className="min-w-0 truncate">{isGuest ? words.guest : account.name || account.email}</span>
            <CaretSortIcon className="shrink-0 text-soft" />
          </button>
        }
      >
        <MenuText>{isGuest ? words.guestNotice : account.email}</MenuText>
        {isGuest && (
          <MenuItem icon={<PersonIcon />} onSelect={() => setDialog('join')}>
            {words.keepWork}
          </MenuItem>
        )}
        <MenuItem icon={<GearIcon />} onSelect={onSettings}>
          {words.settings}
        </MenuItem>
        <MenuLine />
        <MenuChoice
          label={words.theme}
          value={chosen}
          options={themes.map((value) => ({ value, label: words.themes[value] }))}
          onChange={chooseTheme}
        />
        <MenuLine />
        <MenuItem icon={<ExitIcon />} onSelect={() => (isGuest ? setDialog('leave') : onSignOut())}>
          {words.signOut}
        </MenuItem>
      </Menu>
      {dialog === 'leave' && (
        <ConfirmDialog
          title={words.guestLeave.title}
          text={words.guestLeave.text}
          action={words.guestLeave.action}
          onConfirm={onSignOut}
          onClose={close}
        />
      )}
      {dialog === 'join' && (
        <Dialog title={words.keepWork} onClose={close}>
          <JoinForm onDone={() => onChanged().then(close)} />
        </Dialog>
      )}
    </>
  );
}

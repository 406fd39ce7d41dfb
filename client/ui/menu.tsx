import type { ReactNode } from 'react';
import { CheckIcon } from '@radix-ui/react-icons';
import { DropdownMenu } from 'radix-ui';
import { cx } from './classes.ts';

const item =
  'flex min-h-8 items-center gap-2 rounded-sm px-2 py-1 text-ui outline-none data-highlighted:bg-wash data-disabled:opacity-45 pointer-coarse:min-h-10';

interface MenuProps {
  trigger: ReactNode;
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
  children: ReactNode;
}

/**
 * A menu that hangs on a button. It does not lock the page: that would need a style element of its own. It stays where
 * it is in the tree, so that it works within a modal dialogue too.
 */
export function Menu({ trigger, align = 'start', side = 'bottom', children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Content
        align={align}
        side={side}
        sideOffset={6}
        collisionPadding={8}
        // what an item has opened keeps the focus that it took
        onCloseAutoFocus={(event) => {
          if (document.activeElement !== document.body) event.preventDefault();
        }}
        className="z-50 max-h-[min(70dvh,28rem)] max-w-[calc(100vw-1rem)] min-w-52 overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ui text-ink shadow-float animate-in"
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  onSelect: () => void;
  disabled?: boolean;
  children: ReactNode;
}

export function MenuItem({ icon, onSelect, disabled = false, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item className={item} onSelect={onSelect} disabled={disabled}>
      {icon !== undefined && <span className="text-soft">{icon}</span>}
      {children}
    </DropdownMenu.Item>
  );
}

interface MenuChoiceProps {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

/** One of several, the chosen one ticked. */
export function MenuChoice({ label, value, options, onChange }: MenuChoiceProps) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChange} aria-label={label}>
      <DropdownMenu.Label className="px-2 pt-2 pb-1 text-note text-soft">{label}</DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={cx(item, 'justify-between')}>
          <span className="truncate">{option.label}</span>
          <DropdownMenu.ItemIndicator>
            <CheckIcon />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export const MenuLine = () => <DropdownMenu.Separator className="mx-2 my-1 h-px bg-line" />;

export const MenuText = ({ children }: { children: ReactNode }) => (
  <div className="max-w-60 px-2 py-1.5 text-note text-soft">{children}</div>
);

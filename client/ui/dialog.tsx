import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Cross2Icon } from '@radix-ui/react-icons';
import { copy } from '../copy/en.ts';
import { cx } from './classes.ts';
import { IconButton } from './icon-button.tsx';
import { dialogOpened } from './open-dialogs.ts';

const places = {
  centre: 'm-auto w-[min(26rem,calc(100vw-2rem))] rounded-lg border p-6 animate-in',
  palette: 'mx-auto mt-[12dvh] mb-auto w-[min(36rem,calc(100vw-1rem))] rounded-lg border p-0 animate-in',
  wide: 'm-auto w-[min(40rem,calc(100vw-2rem))] rounded-lg border p-6 animate-in',
  sheet:
    'mx-auto mt-auto mb-0 w-full max-w-none rounded-t-lg border-x-0 border-t p-6 pb-[max(1.5rem,env(safe-area-inset-bottom))] sm:max-w-xl sm:border-x animate-in',
  drawer: 'm-0 h-dvh max-h-none w-[min(18.5rem,calc(100vw-3rem))] border-r p-0 animate-in',
};

interface DialogProps {
  title: string;
  place?: keyof typeof places;
  /** the heading stands in the content already */
  hideTitle?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A modal dialog: the browser's own, which keeps the focus inside and closes on Escape. Mounted means open; what has `data-first` gets the focus, else its heading. */
export function Dialog({ title, place = 'centre', hideTitle = false, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const closer = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return undefined;
    if (!dialog.open) {
      dialog.showModal();
      const first = dialog.querySelector<HTMLElement>('[data-first]');
      // the button that closes comes first in it, but is not what it was opened for
      if (first !== null) first.focus();
      else if (document.activeElement === closer.current) heading.current?.focus();
    }
    const closed = dialogOpened(dialog);
    return () => {
      closed();
      dialog.close();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onCancel={(event) => {
        // React hands the event of a dialogue within this one up to it, too
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      closedby="any"
      className={cx(
        'max-h-[85dvh] overflow-y-auto border-line bg-paper text-ink shadow-float backdrop:bg-scrim',
        places[place],
      )}
    >
      <div className={hideTitle ? 'sr-only' : 'mb-4 flex items-start justify-between gap-4'}>
        <h2
          id={id}
          ref={heading}
          tabIndex={-1}
          className="pt-1 outline-none font-serif text-read leading-snug font-bold"
        >
          {title}
        </h2>
        {!hideTitle && (
          <IconButton
            ref={closer}
            label={copy.close}
            icon={<Cross2Icon />}
            onClick={onClose}
            className="-mt-0.5 -mr-2"
          />
        )}
      </div>
      {children}
    </dialog>
  );
}

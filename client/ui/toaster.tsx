import { Cross2Icon } from '@radix-ui/react-icons';
import { Toast } from 'radix-ui';
import { createPortal } from 'react-dom';
import { copy } from '../copy/en.ts';
import { useStore } from '../lib/use-store.ts';
import { IconButton } from './icon-button.tsx';
import { openDialogs } from './open-dialogs.ts';
import { dismissToast, toasts } from './toasts.ts';

/** Shows the messages of `toasts.ts`, within the topmost dialogue if one is open; mounted once. */
export function Toaster() {
  const messages = useStore(toasts);
  const place = useStore(openDialogs).at(-1) ?? document.body;
  return (
    <Toast.Provider duration={6000} swipeDirection="right">
      {messages.map(({ id, text, action }) => (
        <Toast.Root
          key={id}
          // what has an action goes by the clock of its offer, which a resting pointer does not stop
          {...(action === null ? {} : { duration: Number.POSITIVE_INFINITY })}
          onOpenChange={(open) => {
            if (!open) dismissToast(id);
          }}
          className="pointer-events-auto flex items-center gap-2 rounded-lg border border-line bg-raised py-2 pr-2 pl-4 shadow-float animate-in"
        >
          <Toast.Description className="line-clamp-3 min-w-0 flex-1 text-ui wrap-anywhere">{text}</Toast.Description>
          {action && (
            <Toast.Action
              altText={action.label}
              onClick={action.run}
              className="min-h-8 shrink-0 rounded-md px-2 font-bold underline underline-offset-4 transition-colors duration-150 hover:bg-wash pointer-coarse:min-h-10"
            >
              {action.label}
            </Toast.Action>
          )}
          <Toast.Close asChild>
            <IconButton label={copy.close} icon={<Cross2Icon />} />
          </Toast.Close>
        </Toast.Root>
      ))}
      {createPortal(
        <Toast.Viewport className="pointer-events-none fixed inset-x-4 bottom-[max(1rem,env(safe-area-inset-bottom))] z-50 flex flex-col gap-2 outline-none sm:left-auto sm:w-96" />,
        place,
      )}
    </Toast.Provider>
  );
}

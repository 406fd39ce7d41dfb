import { Cross2Icon } from '@radix-ui/react-icons';
import { Toast } from 'radix-ui';
import { limits } from '#shared/limits.ts';
import { copy } from '../copy/en.ts';
import { useStore } from '../lib/use-store.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { dismissToast, toasts } from './toasts.ts';

const briefMs = 6_000;

/** Shows the messages of `toast()`; mounted once. */
export function Toaster() {
  const messages = useStore(toasts);
  return (
    <Toast.Provider swipeDirection="right">
      {messages.map((message) => (
        <Toast.Root
          key={message.id}
          duration={message.action === null ? briefMs : limits.restorableMs - 1_000}
          onOpenChange={(open) => {
            if (!open) dismissToast(message.id);
          }}
          className="pointer-events-auto flex items-center gap-3 rounded-lg border border-line bg-raised py-2 pr-2 pl-4 shadow-float animate-in"
        >
          <Toast.Description className="min-w-0 flex-1 text-ui break-words">{message.text}</Toast.Description>
          {message.action !== null && (
            <Toast.Action asChild altText={message.action.label}>
              <Button kind="quiet" className="text-ink" onClick={message.action.run}>
                {message.action.label}
              </Button>
            </Toast.Action>
          )}
          <Toast.Close asChild>
            <IconButton label={copy.close} icon={<Cross2Icon />} />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col gap-2 outline-none sm:left-auto sm:w-96" />
    </Toast.Provider>
  );
}

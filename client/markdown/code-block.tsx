import { CheckIcon, CopyIcon } from '@radix-ui/react-icons';
import { type ReactNode, useRef } from 'react';
import { copy } from '../copy/en.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { toast } from '../ui/toasts.ts';
import { useCopied } from '../ui/use-copied.ts';

/** Code that can be copied; long lines scroll. */
export function CodeBlock({ children }: { children: ReactNode }) {
  const box = useRef<HTMLPreElement>(null);
  const [copied, tellCopied] = useCopied();
  const takeCopy = (): void => {
    navigator.clipboard
      .writeText(box.current?.textContent.trimEnd() ?? '')
      .then(tellCopied, () => toast(copy.chat.copyFailed));
  };
  return (
    <div className="code-block">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroll box must be reachable by keyboard */}
      <pre ref={box} tabIndex={0}>
        {children}
      </pre>
      <IconButton
        label={copied ? copy.chat.copied : copy.chat.copyCode}
        className="code-copy"
        icon={copied ? <CheckIcon /> : <CopyIcon />}
        onClick={takeCopy}
      />
    </div>
  );
}

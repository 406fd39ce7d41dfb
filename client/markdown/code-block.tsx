import { CheckIcon, CopyIcon } from '@radix-ui/react-icons';
import { type ReactNode, useRef, useState } from 'react';
import { copy } from '../copy/en.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { toast } from '../ui/toasts.ts';

/** Code that can be copied; long lines scroll. */
export function CodeBlock({ children }: { children: ReactNode }) {
  const box = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState(false);
  const takeCopy = (): void => {
    navigator.clipboard.writeText(box.current?.textContent.trimEnd() ?? '').then(
      () => setCopied(true),
      () => toast(copy.chat.copyFailed),
    );
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
        onBlur={() => setCopied(false)}
        onPointerLeave={() => setCopied(false)}
      />
    </div>
  );
}

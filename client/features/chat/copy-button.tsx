import { CheckIcon, CopyIcon } from '@radix-ui/react-icons';
import type { Answer } from '#shared/turn.ts';
import { copy } from '../../copy/en.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { toast } from '../../ui/toasts.ts';
import { useCopied } from '../../ui/use-copied.ts';
import { copyText } from './copy-text.ts';

/** Copies an answer as plain text with its footnotes. */
export function CopyButton({ answer }: { answer: Answer }) {
  const [copied, tellCopied] = useCopied();
  const take = (): void => {
    const text = import('./export/plain-text.ts').then(({ plainText }) => plainText(answer));
    copyText(text).then(tellCopied, () => toast(copy.chat.copyFailed));
  };
  return (
    <IconButton
      label={copied ? copy.chat.copied : copy.chat.copy}
      icon={copied ? <CheckIcon /> : <CopyIcon />}
      onClick={take}
    />
  );
}

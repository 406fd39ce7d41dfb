import { useState } from 'react';
import { CheckIcon, CopyIcon } from '@radix-ui/react-icons';
import type { Answer, Turn } from '#shared/turn.ts';
import { copy } from '../../copy/en.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ThumbIcon } from '../../ui/thumb-icon.tsx';
import { toast } from '../../ui/toasts.ts';
import { answerCopy } from './answer-copy.ts';
import { useReaction } from './use-reaction.ts';

/** What can be done with an answer. */
export function AnswerActions({ turn, answer }: { turn: Turn; answer: Answer }) {
  const react = useReaction(turn, answer.runId);
  const [copied, setCopied] = useState(false);
  const { reaction } = answer;
  const takeCopy = (): void => {
    navigator.clipboard.writeText(answerCopy(answer)).then(
      () => setCopied(true),
      () => toast(copy.chat.copyFailed),
    );
  };
  return (
    <div className="mt-4 -ml-2 flex items-center gap-0.5">
      <IconButton
        label={copied ? copy.chat.copied : copy.chat.copy}
        icon={copied ? <CheckIcon /> : <CopyIcon />}
        onClick={takeCopy}
        onBlur={() => setCopied(false)}
        onPointerLeave={() => setCopied(false)}
      />
      <IconButton
        label={copy.chat.like}
        aria-pressed={reaction === 'like'}
        className={reaction === 'like' ? 'text-ink' : ''}
        icon={<ThumbIcon filled={reaction === 'like'} />}
        onClick={() => react(reaction === 'like' ? null : 'like')}
      />
      <IconButton
        label={copy.chat.dislike}
        aria-pressed={reaction === 'dislike'}
        className={reaction === 'dislike' ? 'text-ink' : ''}
        icon={<ThumbIcon down filled={reaction === 'dislike'} />}
        onClick={() => react(reaction === 'dislike' ? null : 'dislike')}
      />
      {answer.model !== null && (
        <span className="ml-2 truncate text-note text-soft" title={copy.chat.model(answer.model)}>
          {answer.model}
        </span>
      )}
    </div>
  );
}

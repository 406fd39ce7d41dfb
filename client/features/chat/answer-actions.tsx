import { UpdateIcon } from '@radix-ui/react-icons';
import { limits } from '#shared/limits.ts';
import type { Answer, Turn } from '#shared/turn.ts';
import { copy } from '../../copy/en.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ThumbIcon } from '../../ui/thumb-icon.tsx';
import { CopyButton } from './copy-button.tsx';
import { TurnMenu } from './turn-menu.tsx';
import { useReaction } from './use-reaction.ts';
import type { Versions } from './use-versions.ts';
import { VersionSwitcher } from './version-switcher.tsx';

interface AnswerActionsProps {
  turn: Turn;
  answer: Answer;
  versions: Versions;
  /** has the question answered once more */
  onRetry: () => void;
  /** something runs already, or nothing can be asked */
  busy: boolean;
  /** left out where the question cannot be changed */
  onEdit?: (() => void) | undefined;
}

/** What can be done with an answer. */
export function AnswerActions({ turn, answer, versions, onRetry, busy, onEdit }: AnswerActionsProps) {
  const react = useReaction(turn, answer.runId);
  const { reaction } = answer;
  const model = answer.model === null ? null : copy.chat.model(answer.model);
  return (
    <div className="mt-4 -ml-2 flex flex-wrap items-center gap-0.5 pointer-coarse:-ml-3">
      <VersionSwitcher versions={versions} />
      <CopyButton answer={answer} />
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
      <IconButton
        label={copy.chat.again}
        icon={<UpdateIcon />}
        disabled={busy || turn.answers.length >= limits.versionsPerTurn}
        onClick={onRetry}
      />
      <TurnMenu turn={turn} answer={answer} onEdit={onEdit} />
      {model && (
        <span className="ml-2 max-w-full truncate text-note text-soft pointer-coarse:ml-3" title={model.long}>
          {model.short}
        </span>
      )}
    </div>
  );
}

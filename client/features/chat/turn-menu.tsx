import { DotsHorizontalIcon, Pencil1Icon, TrashIcon } from '@radix-ui/react-icons';
import type { Answer, Turn } from '#shared/turn.ts';
import { copy } from '../../copy/en.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { AnswerExports } from './answer-exports.tsx';
import { useDeleteTurn } from './use-delete-turn.ts';

interface TurnMenuProps {
  turn: Turn;
  /** the answer that is shown */
  answer: Answer | null;
  /** left out where the question cannot be changed */
  onEdit?: (() => void) | undefined;
}

/** What else can be done with a question and its answer. */
export function TurnMenu({ turn, answer, onEdit }: TurnMenuProps) {
  const remove = useDeleteTurn();
  return (
    <Menu trigger={<IconButton label={copy.chat.more} icon={<DotsHorizontalIcon />} />}>
      {answer !== null && <AnswerExports turn={turn} answer={answer} />}
      {answer !== null && <MenuLine />}
      {onEdit && (
        <MenuItem icon={<Pencil1Icon />} onSelect={onEdit}>
          {copy.chat.edit}
        </MenuItem>
      )}
      <MenuItem icon={<TrashIcon />} onSelect={() => remove(turn)}>
        {copy.chat.deleteTurn}
      </MenuItem>
    </Menu>
  );
}

import { CopyIcon, DownloadIcon } from '@radix-ui/react-icons';
import { limits } from '#shared/limits.ts';
import type { Answer, Turn } from '#shared/turn.ts';
import { copy } from '../../copy/en.ts';
import { type ApiClient, useTRPCClient } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { MenuItem } from '../../ui/menu.tsx';
import { toast } from '../../ui/toasts.ts';
import { useChat } from './chat-context.tsx';
import { copyText } from './copy-text.ts';
import { fileName } from './export/file-name.ts';
import { saveFile } from './export/save-file.ts';

const markdown = (text: string): Blob => new Blob([text], { type: 'text/markdown' });

/** Every turn of a session, oldest first. */
async function allTurns(client: ApiClient, sessionId: string): Promise<Turn[]> {
  let turns: Turn[] = [];
  let cursor: string | null = null;
  do {
    const page: { turns: Turn[]; nextCursor: string | null } = await client.turns.list.query({
      sessionId,
      limit: limits.maxPageSize,
      ...(cursor === null ? {} : { cursor }),
    });
    turns = [...page.turns, ...turns];
    cursor = page.nextCursor;
  } while (cursor !== null);
  return turns;
}

/** The ways to take an answer, or its whole chat, elsewhere; what makes the files is loaded when it is wanted. */
export function AnswerExports({ turn, answer }: { turn: Turn; answer: Answer }) {
  const client = useTRPCClient();
  const { cache } = useChat();
  const { question, sessionId } = turn;
  const save = (title: string, extension: string, content: Promise<Blob>): void => {
    content.then(
      (blob) => saveFile(fileName(title, extension), blob),
      (error: unknown) => toast(error instanceof TypeError ? copy.chat.saveFailed : appErrorOf(error).message),
    );
  };
  const asMarkdown = () => import('./export/markdown-text.ts');
  const chat = async (): Promise<Blob> => {
    const [{ chatMarkdown }, turns] = await Promise.all([asMarkdown(), allTurns(client, sessionId)]);
    return markdown(chatMarkdown(chatName(), turns));
  };
  const chatName = (): string => cache.read(sessionId)?.session.name ?? question;
  return (
    <>
      <MenuItem
        icon={<CopyIcon />}
        onSelect={() => {
          const text = asMarkdown().then(({ answerMarkdown }) => answerMarkdown(answer));
          copyText(text).then(
            () => toast(copy.chat.copied),
            () => toast(copy.chat.copyFailed),
          );
        }}
      >
        {copy.chat.copyMarkdown}
      </MenuItem>
      <MenuItem
        icon={<DownloadIcon />}
        onSelect={() =>
          save(
            question,
            'docx',
            import('./export/word-file.ts').then(({ wordFile }) => wordFile(question, answer)),
          )
        }
      >
        {copy.chat.saveWord}
      </MenuItem>
      <MenuItem
        icon={<DownloadIcon />}
        onSelect={() =>
          save(
            question,
            'md',
            asMarkdown().then(({ answerMarkdown }) => markdown(`# ${question}\n\n${answerMarkdown(answer)}`)),
          )
        }
      >
        {copy.chat.saveMarkdown}
      </MenuItem>
      <MenuItem icon={<DownloadIcon />} onSelect={() => save(chatName(), 'md', chat())}>
        {copy.chat.saveChat}
      </MenuItem>
    </>
  );
}

import { Cross2Icon } from '@radix-ui/react-icons';
import { copy } from '../../copy/en.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { dismissUpload, type Upload } from './uploads.ts';

/** A file on its way, or the reason why it was not taken. */
export function UploadRow({ upload }: { upload: Upload }) {
  const { id, file, progress, refused } = upload;
  if (refused === null) {
    return (
      <li className="relative flex min-h-8 items-baseline gap-2 px-2 py-1.5">
        <span className="min-w-0 flex-1 truncate text-soft">{file}</span>
        <span className="shrink-0 text-note text-accent tabular">{copy.library.sending(progress)}</span>
        <ProgressLine label={file} value={progress} className="absolute bottom-0 left-2 w-[calc(100%-1rem)]" />
      </li>
    );
  }
  return (
    <li role="alert" className="my-1 flex items-start gap-1 rounded-md border border-line bg-paper py-1.5 pr-1 pl-2">
      <div className="min-w-0 flex-1 text-note">
        <p className="font-bold break-words">{copy.library.refused(file)}</p>
        <p className="break-words text-soft">{refused}</p>
      </div>
      <IconButton
        label={copy.library.dismiss(file)}
        icon={<Cross2Icon />}
        className="size-7"
        onClick={() => dismissUpload(id)}
      />
    </li>
  );
}

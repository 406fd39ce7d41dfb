import { type ReactNode, useRef } from 'react';
import { UploadIcon } from '@radix-ui/react-icons';
import { copy } from '../../copy/en.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { acceptedFiles } from './accepted.ts';

interface UploadButtonProps {
  onFiles: (files: File[]) => void;
  /** an icon alone */
  small?: boolean;
}

/** Opens the file dialogue. */
export function UploadButton({ onFiles, small = false }: UploadButtonProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const open = (): void => input.current?.click();
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept={acceptedFiles}
        hidden
        data-testid="file-input"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {small ? (
        <IconButton label={copy.library.upload} icon={<UploadIcon />} onClick={open} />
      ) : (
        <Button kind="primary" onClick={open}>
          <UploadIcon />
          {copy.library.upload}
        </Button>
      )}
    </>
  );
}

import { type FormEvent, useState } from 'react';
import { ChevronDownIcon, ChevronUpIcon, Cross2Icon, ZoomInIcon, ZoomOutIcon } from '@radix-ui/react-icons';
import { copy } from '../../copy/en.ts';
import { IconButton } from '../../ui/icon-button.tsx';

interface ViewerBarProps {
  name: string;
  page: number;
  pages: number;
  onPage: (page: number) => void;
  /** null where there is nothing to zoom */
  zoom: { value: number; set: (zoom: number) => void } | null;
  onClose: () => void;
}

const steps = [1, 1.25, 1.5, 2, 3];

/** The source's name, its pages and the way out. */
export function ViewerBar({ name, page, pages, onPage, zoom, onClose }: ViewerBarProps) {
  // null: nobody types, the field follows the page
  const [typed, setTyped] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const number = Number.parseInt(typed ?? '', 10);
    if (number >= 1 && number <= pages) onPage(number);
    setTyped(null);
  };
  const words = copy.viewer;
  return (
    <header className="flex flex-wrap items-center gap-x-2 border-b border-line px-3 py-2">
      <h2 className="min-w-0 flex-1 truncate pl-1 font-bold" title={name}>
        {name}
      </h2>
      <div className="order-last flex w-full items-center sm:order-none sm:w-auto">
        <form onSubmit={submit} className="flex items-center gap-1.5 pr-1 text-soft tabular">
          <label className="flex items-center gap-1.5">
            <span className="sr-only">{words.page}</span>
            <input
              value={typed ?? page}
              inputMode="numeric"
              onChange={(event) => setTyped(event.target.value)}
              onBlur={() => setTyped(null)}
              className="h-7 w-11 rounded-sm border border-edge bg-raised px-1 text-center text-ink pointer-coarse:h-9 pointer-coarse:text-[1rem]"
            />
          </label>
          {words.of(pages)}
        </form>
        <IconButton
          label={words.previous}
          icon={<ChevronUpIcon />}
          disabled={page <= 1}
          onClick={() => onPage(page - 1)}
        />
        <IconButton
          label={words.next}
          icon={<ChevronDownIcon />}
          disabled={page >= pages}
          onClick={() => onPage(page + 1)}
        />
        {zoom && (
          <>
            <IconButton
              label={words.zoomOut}
              icon={<ZoomOutIcon />}
              disabled={zoom.value <= 1}
              onClick={() => zoom.set(steps.findLast((step) => step < zoom.value) ?? 1)}
            />
            <IconButton
              label={words.zoomIn}
              icon={<ZoomInIcon />}
              disabled={zoom.value >= 3}
              onClick={() => zoom.set(steps.find((step) => step > zoom.value) ?? 3)}
            />
          </>
        )}
      </div>
      <IconButton label={words.close} icon={<Cross2Icon />} onClick={onClose} />
    </header>
  );
}

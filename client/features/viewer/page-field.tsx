import { type FormEvent, useState } from 'react';
import { copy } from '../../copy/en.ts';

interface PageFieldProps {
  page: number;
  pages: number;
  onPage: (page: number) => void;
}

/** The page that is read, of how many; another number goes there. */
export function PageField({ page, pages, onPage }: PageFieldProps) {
  // null: nobody types, the field follows the page
  const [typed, setTyped] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const number = Number.parseInt(typed ?? '', 10);
    if (number >= 1) onPage(Math.min(number, pages));
    setTyped(null);
  };
  return (
    <form onSubmit={submit} className="flex shrink-0 items-center gap-1.5 pr-1 text-soft tabular">
      <label className="flex items-center">
        <span className="sr-only">{copy.viewer.page}</span>
        <input
          value={typed ?? page}
          inputMode="numeric"
          onFocus={(event) => event.target.select()}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => setTyped(null)}
          className="h-7 w-11 rounded-sm border border-edge bg-raised px-1 text-center text-ink pointer-coarse:h-9 pointer-coarse:text-[1rem]"
        />
      </label>
      {copy.viewer.of(pages)}
    </form>
  );
}

import { copy } from '../copy/en.ts';

/** The product's name with its mark: a footnote to itself. */
export const Wordmark = ({ large = false }: { large?: boolean }) => (
  <span className={large ? 'font-serif text-title font-bold' : 'font-serif text-read leading-7 font-bold'}>
    {copy.name}
    <sup aria-hidden="true" className="ml-px align-[0.45em] font-sans text-note leading-none text-accent">
      1
    </sup>
  </span>
);

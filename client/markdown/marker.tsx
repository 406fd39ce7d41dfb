import { useFootnotes } from './footnote-context.ts';

/** A footnote's number in the text, as a button. */
export function Marker({ number }: { number: number }) {
  const footnotes = useFootnotes();
  if (footnotes === null || !footnotes.has(number)) return <>{`[${number}]`}</>;
  const { active, label, open, setActive } = footnotes;
  return (
    <sup className="marker-sup">
      <button
        type="button"
        className="marker"
        data-footnote={number}
        data-active={active === number ? '' : undefined}
        aria-label={label(number)}
        onClick={() => open(number)}
        onPointerEnter={() => setActive(number)}
        onPointerLeave={() => setActive(null)}
        onFocus={() => setActive(number)}
        onBlur={() => setActive(null)}
      >
        {number}
      </button>
    </sup>
  );
}

interface ThumbIconProps {
  down?: boolean;
  filled: boolean;
}

/** A thumb, up or down, in the measure of the other icons. */
export const ThumbIcon = ({ down = false, filled }: ThumbIconProps) => (
  <svg width="15" height="15" viewBox="0 0 15 15" aria-hidden="true" className={down ? 'rotate-180' : undefined}>
    <path
      d="M4.5 6.5 7 1.6c.9 0 1.6.7 1.6 1.6v2.3h3.1c.9 0 1.5.8 1.3 1.6l-1 4.8c-.1.6-.7 1.1-1.3 1.1H4.5m0-6.5v6.5m0-6.5H2v6.5h2.5"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1"
      strokeLinejoin="round"
    />
  </svg>
);

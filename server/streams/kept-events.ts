/** What is kept of a user's events, so that a tab that was away gets the rest: whichever of the bounds is met first. */
export const keptEvents = {
  count: 500,
  /** of JSON; the newest event is kept, however long */
  bytes: 4_000_000,
  ms: 10 * 60_000,
} as const;

/** The UTC month of a moment, as `2026-11`. */
export const monthOf = (moment: Date): string => moment.toISOString().slice(0, 7);

/** When the quota of a moment's month starts anew: the first instant of the next UTC month. */
export const resetsAt = (moment: Date): Date =>
  new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1, 1));

/** The month before one, as `2026-10`. */
export const monthBefore = (month: string): string => monthOf(new Date(Date.parse(`${month}-01T00:00:00Z`) - 1));

/** What is put under chaos: two servers on MongoDB and Redis, one on MongoDB alone, one on its embedded database. */
export const modes = ['cluster', 'mongo', 'embedded'] as const;
export type Mode = (typeof modes)[number];

/** The writes of a run, in the order in which they are made: collection, the driver's method, what its arguments hold. */
export const faults = {
  'place taken': { collection: 'usage', method: 'findOneAndUpdate', holds: ['"$push":{"reserved"'] },
  'session opened': { collection: 'sessions', method: 'insertOne', holds: [] },
  'turn stored': { collection: 'turns', method: 'insertOne', holds: [] },
  'place confirmed': { collection: 'usage', method: 'findOneAndUpdate', holds: ['"$push":{"held"'] },
  'answer committed': { collection: 'turns', method: 'findOneAndUpdate', holds: ['"ended":'] },
  settled: { collection: 'usage', method: 'findOneAndUpdate', holds: ['"$pull":{"held"', '"used":1'] },
} as const satisfies Record<string, { collection: string; method: string; holds: readonly string[] }>;

export type Fault = keyof typeof faults;

export const isFault = (name: string): name is Fault => name in faults;

/** Writes of an account's removal, likewise. */
export const removalFaults = {
  'removal marked': { collection: 'removals', method: 'insertOne' },
  'sessions ended': { collection: 'auth_sessions', method: 'deleteMany' },
  'passages removed': { collection: 'passages', method: 'deleteMany' },
} as const satisfies Record<string, { collection: string; method: string }>;

export type RemovalFault = keyof typeof removalFaults;

export const isRemovalFault = (name: string): name is RemovalFault => name in removalFaults;

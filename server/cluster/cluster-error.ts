/** Servers that do not fit together; `message` says what to set. */
export class ClusterError extends Error {}

/** A file store that cannot be opened; `message` says what to set. */
export class FileStoreError extends Error {}

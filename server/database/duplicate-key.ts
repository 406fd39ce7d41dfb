/** Whether a write was refused because its unique key is taken. */
export function isDuplicateKey(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 11_000) return true;
  return error.cause !== undefined && isDuplicateKey(error.cause);
}

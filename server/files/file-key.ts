const pattern = /^[\w-]{1,64}\/[0-9a-f]{24}$/;

/** Whether something is stored under a document's key, `<userId>/<documentId>`. */
export const isFileKey = (key: string): boolean => pattern.test(key);

/** @throws Error for a key that leads elsewhere */
export function requireFileKey(key: string): string {
  if (!isFileKey(key)) throw new Error(`not a file's key: ${key}`);
  return key;
}

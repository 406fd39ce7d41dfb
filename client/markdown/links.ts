/**
 * The address of a link in an answer, or null where it must not be one: only http(s), mailto and this site's own
 * paths are.
 */
export function safeLink(address: string | undefined): string | null {
  if (address === undefined || address === '') return null;
  if (/^\/(?![/\\])/.test(address) && !/[\p{Cc}\\]/u.test(address)) return address;
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return protocol === 'http:' || protocol === 'https:' || protocol === 'mailto:' ? href : null;
}

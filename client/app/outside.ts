/** The pages that anybody sees, signed in or not: links in mails lead there. */
export type Outside = { is: 'reset'; token: string | null } | { is: 'confirm'; token: string } | { is: 'forgot' };

/** @returns which of them an address is; null for the others */
export function readOutside({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Outside | null {
  const token = new URLSearchParams(search).get('token');
  if (pathname === '/reset-password') return { is: 'reset', token };
  if (pathname === '/confirm') return { is: 'confirm', token: token ?? '' };
  return pathname === '/forgot-password' ? { is: 'forgot' } : null;
}

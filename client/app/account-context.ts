import { createContext, useContext } from 'react';
import type { Account } from '../features/account/account-api.ts';

interface Here {
  account: Account;
  signOut: () => void;
  /** reads again who is here, after it may have changed */
  reload: () => Promise<void>;
}

export const AccountContext = createContext<Here | null>(null);

export function useAccount(): Here {
  const here = useContext(AccountContext);
  if (here === null) throw new Error('nobody is signed in');
  return here;
}

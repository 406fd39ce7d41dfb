import { Link, useCanGoBack, useRouter } from '@tanstack/react-router';
import { ArrowLeftIcon } from '@radix-ui/react-icons';
import { copy } from '../../copy/en.ts';
import { Settings } from '../../features/account/settings/settings.tsx';
import { Plan } from '../../features/usage/plan.tsx';
import { useTitle } from '../../lib/use-title.ts';
import { useAccount } from '../account-context.ts';

const words = copy.account;

/** The account and its settings. */
export function AccountPage() {
  const { account, reload, signOut } = useAccount();
  const router = useRouter();
  const canGoBack = useCanGoBack();
  useTitle(words.menu);
  return (
    <main className="h-dvh overflow-y-auto">
      <div className="mx-auto w-full max-w-3xl px-6 pt-6 pb-16">
        <Link
          to="/"
          search={{}}
          onClick={(event) => {
            if (!canGoBack) return;
            event.preventDefault();
            router.history.back();
          }}
          className="-ml-2 inline-flex h-9 items-center gap-2 rounded-md px-2 text-soft hover:bg-wash hover:text-ink pointer-coarse:h-11"
        >
          <ArrowLeftIcon />
          {words.back}
        </Link>
        <h1 className="mt-6 mb-8 font-serif text-title font-bold">{words.menu}</h1>
        <Settings
          key={String(account.isAnonymous)}
          account={account}
          plan={<Plan />}
          onChanged={reload}
          onSignOut={signOut}
          onGone={reload}
        />
      </div>
    </main>
  );
}

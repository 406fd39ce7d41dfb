import { appErrorOf } from '../lib/app-error.ts';
import { setRemoval } from '../lib/removals.ts';
import { copy } from '../copy/en.ts';
import { offerUndo, toast } from './toasts.ts';

interface Removal {
  id: string;
  /** what the message says */
  said: string;
  remove: () => Promise<unknown>;
  restore: () => Promise<unknown>;
  /** puts it back into its lists, as it was; the server's word follows */
  show: () => void;
  /** leads back to the page that showed it, once it is there */
  comeBack: () => void;
  /** what the lists say is asked anew, after something did not work */
  reload: () => void;
}

/** Takes something off the page at once and has it deleted; as long as it can be taken back, a message offers that. */
export function removeWithUndo({ id, said, remove, restore, show, comeBack, reload }: Removal): void {
  setRemoval(id, 'leaving');
  const removed = remove().then(
    () => true,
    (error: unknown) => {
      setRemoval(id, null);
      withdraw();
      reload();
      const { code, message } = appErrorOf(error);
      if (code === 'NOT_FOUND') return false;
      comeBack();
      toast(message);
      return false;
    },
  );
  const undo = async (): Promise<void> => {
    setRemoval(id, 'returning');
    show();
    if (!(await removed)) return;
    try {
      await restore();
      comeBack();
    } catch (error) {
      const { code, message } = appErrorOf(error);
      setRemoval(id, null);
      reload();
      toast(code === 'NOT_FOUND' ? copy.tooLate : message);
    }
  };
  const withdraw = offerUndo(said, removed, () => void undo());
}

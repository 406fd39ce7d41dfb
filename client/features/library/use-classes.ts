import { useMutation, useQuery } from '@tanstack/react-query';
import type { Class } from '#shared/class.ts';
import { newId } from '#shared/ids.ts';
import { copy } from '../../copy/en.ts';
import { useTRPC, useTRPCClient } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { useVisible } from '../../lib/use-visible.ts';
import { removeWithUndo } from '../../ui/remove-with-undo.ts';
import { toast } from '../../ui/toasts.ts';
import { useLibraryLists } from './use-library-lists.ts';

const idOf = ({ classId }: Class): string => classId;

/** All classes of the user. */
export function useClasses() {
  const { data, ...query } = useQuery(useTRPC().classes.list.queryOptions());
  return { ...query, classes: useVisible(data?.classes, idOf) };
}

/** What can be done with classes; each act is seen in the list before its event comes. */
export function useClassActions() {
  const api = useTRPC();
  const { classes } = useTRPCClient();
  const lists = useLibraryLists();
  const onError = (error: unknown): void => toast(appErrorOf(error).message);
  const onSuccess = (one: Class): void => lists.putClass(one);
  const create = useMutation(api.classes.create.mutationOptions({ onSuccess, onError }));
  const addSample = useMutation(api.classes.addSample.mutationOptions({ onSuccess, onError }));
  return {
    create: (name: string, then: (made: Class) => void) =>
      create.mutate({ classId: newId(), name }, { onSuccess: then }),
    rename: (one: Class, name: string) => {
      lists.putClass({ ...one, name });
      classes.rename.mutate({ classId: one.classId, name }).then(onSuccess, (error: unknown) => {
        lists.putClass(one);
        onError(error);
      });
    },
    /** @param leave leaves the page that shows it; the result comes back to it */
    remove: (one: Class, leave: () => () => void) => {
      const { classId, name } = one;
      const comeBack = leave();
      removeWithUndo({
        id: classId,
        said: copy.deleted(name),
        remove: () => classes.delete.mutate({ classId }),
        restore: () => classes.restore.mutate({ classId }),
        show: () => lists.putClass(one),
        comeBack,
        reload: () => lists.reload(),
      });
    },
    addSample: (then: (made: Class) => void) => addSample.mutate(undefined, { onSuccess: then }),
    busy: create.isPending || addSample.isPending,
  };
}

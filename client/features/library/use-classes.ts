import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Class } from '#shared/class.ts';
import { newId } from '#shared/ids.ts';
import { useTRPC } from '../../lib/api.ts';
import { appErrorOf } from '../../lib/app-error.ts';
import { toast } from '../../ui/toasts.ts';

/** All classes of the user. */
export const useClasses = () => useQuery(useTRPC().classes.list.queryOptions());

/** What can be done with classes; each act is seen in the list before its event comes. */
export function useClassActions() {
  const api = useTRPC();
  const queries = useQueryClient();
  const onError = (error: unknown): void => toast(appErrorOf(error).message);
  const change = (update: (classes: Class[]) => Class[]): void => {
    queries.setQueryData(api.classes.list.queryKey(), (known) => known && { ...known, classes: update(known.classes) });
  };
  const put = (one: Class): void =>
    change((classes) =>
      classes.some(({ classId }) => classId === one.classId)
        ? classes.map((known) => (known.classId === one.classId ? one : known))
        : [...classes, one],
    );
  const create = useMutation(api.classes.create.mutationOptions({ onSuccess: put, onError }));
  const rename = useMutation(api.classes.rename.mutationOptions({ onSuccess: put, onError }));
  const remove = useMutation(
    api.classes.delete.mutationOptions({
      onSuccess: (_reply, { classId }) => change((classes) => classes.filter((known) => known.classId !== classId)),
      onError,
    }),
  );
  const addSample = useMutation(api.classes.addSample.mutationOptions({ onSuccess: put, onError }));
  return {
    create: (name: string, then: (made: Class) => void) =>
      create.mutate({ classId: newId(), name }, { onSuccess: then }),
    rename: (classId: string, name: string) => rename.mutate({ classId, name }),
    remove: (classId: string, then: () => void) => remove.mutate({ classId }, { onSuccess: then }),
    addSample: (then: (made: Class) => void) => addSample.mutate(undefined, { onSuccess: then }),
    busy: create.isPending || addSample.isPending,
  };
}

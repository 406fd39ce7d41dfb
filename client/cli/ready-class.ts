import type { createTRPCClient } from '@trpc/client';
import type { AppRouter } from '../../server/api/router.ts';

type Client = ReturnType<typeof createTRPCClient<AppRouter>>;

/**
 * The class that a question names, once its documents are read; who has none yet gets the sample class.
 *
 * @returns null for everything the user has
 * @throws  Error that lists the classes where none has the name
 */
export async function readyClass(client: Client, name: string | undefined): Promise<string | null> {
  let { classes } = await client.classes.list.query();
  if (classes.length === 0) {
    const sample = await client.classes.addSample.mutate();
    console.error(`Added the sample class “${sample.name}”.`);
    classes = [sample];
  }
  const wanted = name?.toLocaleLowerCase();
  const found = classes.find((each) => each.name.toLocaleLowerCase() === wanted);
  if (wanted !== undefined && found === undefined)
    throw new Error(`There is no class “${name}”. Yours: ${classes.map((each) => `“${each.name}”`).join(', ')}.`);
  await documentsRead(client, found?.classId);
  return found?.classId ?? null;
}

/** Resolves when no document in the class is still being read. */
function documentsRead(client: Client, classId: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = async () => {
      const { documents } = await client.documents.list.query({
        limit: 100,
        ...(classId === undefined ? {} : { classId }),
      });
      if (documents.some(({ status }) => status !== 'ready' && status !== 'failed')) return;
      subscription.unsubscribe();
      resolve();
    };
    const subscription = client.events.watch.subscribe(
      {},
      {
        onData: ({ data }) => {
          if (data.type === 'reset' || data.type === 'document.ready' || data.type === 'document.failed')
            look().catch(reject);
        },
        onError: reject,
      },
    );
  });
}

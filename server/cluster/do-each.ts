/**
 * Does a step for each, one after the other. One that fails stops no other.
 *
 * @throws once all were tried: what failed, or an AggregateError where several did
 */
export async function doEach<T>(all: readonly T[], step: (one: T) => Promise<void>): Promise<void> {
  const failed: unknown[] = [];
  for (const one of all) {
    try {
      await step(one);
    } catch (error) {
      const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
      failed.push(...errors);
    }
  }
  if (failed.length > 1) throw new AggregateError(failed, `${failed.length} failed`);
  if (failed.length === 1) throw failed[0];
}

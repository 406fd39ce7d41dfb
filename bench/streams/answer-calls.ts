import { z } from 'zod';

const callSchema = z.object({ id: z.number(), name: z.string(), input: z.unknown() });

type Handlers = Record<string, (input: unknown) => unknown>;

/** Answers the calls of the process that started this one; `handlers` may resolve later. */
export function answerCalls(handlers: Handlers): void {
  const answer = async ({ id, name, input }: z.infer<typeof callSchema>) => {
    try {
      const handler = name === 'ready' ? () => null : handlers[name];
      if (handler === undefined) throw new Error(`no such call: ${name}`);
      process.send?.({ id, value: (await handler(input)) ?? null });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
  process.on('message', (message) => void answer(callSchema.parse(message)));
  process.on('disconnect', () => process.exit(0));
}

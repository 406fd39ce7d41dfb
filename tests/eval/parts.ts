import type { Section } from './section.ts';

/** The parts of the evaluation, in the order in which they are printed. Each is loaded when it is run. */
export const parts: Record<string, () => Promise<Section>> = {
  routes: async () => (await import('./routes/evaluate.ts')).evaluate(),
  retrieval: async () => (await import('./retrieval/evaluate.ts')).evaluate(),
  quotations: async () => (await import('./quotations/evaluate.ts')).evaluate(),
  faithfulness: async () => (await import('./faithfulness/evaluate.ts')).evaluate(),
};

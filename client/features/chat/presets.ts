import { copy } from '../../copy/en.ts';

/** A question that is asked often. */
export interface Preset {
  label: string;
  text: string;
  /** the text is a beginning only: what it is about is still to be written */
  needsTopic: boolean;
}

/**
 * The questions that are ready to be asked.
 *
 * @param chosen how many documents are chosen, null where the chat is about one document
 */
export function presetsFor(chosen: number | null): Preset[] {
  const { summary, guide, quote, simple, summaryOf } = copy.chat.presets;
  const all = chosen === null ? summaryOf.document : chosen === 0 ? summaryOf.class : summaryOf.chosen(chosen);
  return [
    { label: summary, text: all, needsTopic: false },
    { label: guide.label, text: guide.text, needsTopic: false },
    { ...quote, needsTopic: true },
    { ...simple, needsTopic: true },
  ];
}

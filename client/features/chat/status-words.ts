import { copy } from '../../copy/en.ts';
import type { Status } from './live-run.ts';

/** What a run is doing before its first words. */
export function statusWords(status: Status | null): string {
  if (status === null) return copy.chat.starting;
  const { stage, route, detail = '', progress } = status;
  // what is read is being read until the first word comes
  if (detail !== '' && (stage === 'reading' || stage === 'writing')) return copy.chat.readingFrom(detail);
  if (stage === 'reading' && progress === 1) return copy.chat.joining;
  if (stage === 'searching' && route !== undefined) return copy.chat.searchingFor[route];
  if (stage === 'writing' && route !== undefined) return copy.chat.writingFor[route];
  return copy.chat.stages[stage];
}

import { Failure } from '#shared/failure.ts';
import type { Route } from '#shared/turn.ts';

const question = {
  what: 'The question with its passages is',
  instead: 'Ask a shorter question or about one document.',
};

/** What was too long, and what to do instead. */
const modes: Record<Route, typeof question> = {
  general_qa: question,
  follow_up: question,
  quote_finding: question,
  study_guide: { what: 'The material for this guide is', instead: 'Ask for a guide to one topic or to one document.' },
  summary: { what: 'The material for this summary is', instead: 'Ask for a summary of one document or of one topic.' },
};

const limitsHit = {
  model: 'longer than the model can take',
  bucket: 'longer than what may be sent to the model in a whole minute',
};

/** What the user is told where a call is too large: by mode, and which limit it was. */
export function tooLarge(route: Route, limit: keyof typeof limitsHit, cause?: unknown): Failure {
  const { what, instead } = modes[route];
  return new Failure('CONTEXT_TOO_LARGE', `${what} ${limitsHit[limit]}. ${instead}`, { cause });
}

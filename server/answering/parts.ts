import type { Summaries } from '#server/library/summaries/summaries.ts';
import type { ChatModel } from '#server/models/chat-model.ts';
import type { Retrieval } from '#server/retrieval/retrieval.ts';
import type { TokenSupply } from './token-supply.ts';

/** What answers are made with. */
export interface AnsweringParts {
  retrieval: Retrieval;
  summaries: Summaries;
  /** writes answers */
  model: ChatModel;
  /** writes study guides and summaries */
  guideModel: ChatModel;
  /** decides between routes where the rules do not; null: the rules decide alone */
  routerModel: ChatModel | null;
  /** left out where the models' calls take no tokens of the installation's minute */
  tokens?: TokenSupply | undefined;
}

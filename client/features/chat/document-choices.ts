import { createContext } from 'react';

/** What of a document is shown where it can be chosen. */
export interface DocumentChoice {
  documentId: string;
  name: string;
  isReady: boolean;
}

export interface DocumentChoices {
  documents: readonly DocumentChoice[];
  /** sees to it that `documents` becomes whole */
  loadAll: () => void;
}

/** The documents that a question can be asked of; null where there is nothing to choose. */
export const DocumentChoicesContext = createContext<DocumentChoices | null>(null);

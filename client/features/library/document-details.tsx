import type { Document } from '#shared/document.ts';
import { copy } from '../../copy/en.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { DocumentSummary } from './document-summary.tsx';
import type { Place } from './place.ts';

interface DocumentDetailsProps {
  document: Document;
  onOpenPlace: (place: Place) => void;
  onClose: () => void;
}

const words = copy.library;

/** What a document is, and what it is about. */
export function DocumentDetails({ document, onOpenPlace, onClose }: DocumentDetailsProps) {
  const { kind, pages, bytes, createdAt, status, error } = document;
  const facts = [
    [words.facts.kind, words.kinds[kind]],
    [words.facts.length, pages > 0 ? words.pages(pages) : null],
    [words.facts.size, words.bytes(bytes)],
    [words.facts.added, words.day(createdAt)],
    [words.facts.state, status === 'ready' ? null : words.states[status]],
  ].filter((fact): fact is [string, string] => fact[1] !== null);
  return (
    <Dialog place="wide" title={document.name} onClose={onClose}>
      <dl className="flex flex-wrap gap-x-8 gap-y-3 border-b border-line pb-4">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-note text-soft">{name}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ))}
      </dl>
      {status === 'failed' ? (
        <p className="pt-4 text-soft">{error ?? copy.unexpected}</p>
      ) : (
        <DocumentSummary
          document={document}
          onOpenPlace={(place) => {
            onClose();
            onOpenPlace(place);
          }}
        />
      )}
    </Dialog>
  );
}

import { memo, useMemo, useRef, useState } from 'react';
import type { Citation } from '#shared/passage.ts';
import type { Turn as TurnData } from '#shared/turn.ts';
import { copy } from '../../copy/en.ts';
import { FootnoteContext, type Footnotes } from '../../markdown/footnote-context.ts';
import { QuestionList } from '../../ui/question-list.tsx';
import { AnswerActions } from './answer-actions.tsx';
import { AnswerText } from './answer-text.tsx';
import type { Draft } from './draft.ts';
import { NoteSheet } from './note-sheet.tsx';
import { Sidenotes } from './sidenotes.tsx';
import { SourceList } from './source-list.tsx';
import { StatusLine } from './status-line.tsx';
import { TurnError } from './turn-error.tsx';
import { TurnMenu } from './turn-menu.tsx';
import { TurnQuestion } from './turn-question.tsx';
import { viewTurn } from './turn-view.ts';
import { useLitSentence } from './use-lit-sentence.ts';
import { useLiveRun } from './use-live-run.ts';
import { useRetry } from './use-retry.ts';
import { useVersions } from './use-versions.ts';
import { VersionSwitcher } from './version-switcher.tsx';

export interface TurnProps {
  turn: TurnData;
  /** the page has a margin for footnotes */
  margin: boolean;
  /** sources open beside the page, not over it */
  beside: boolean;
  busy: boolean;
  /** it is the last of its chat: its question can be changed */
  last: boolean;
  onAsk: (draft: Draft) => void;
  onOpen: (citation: Citation) => void;
}

/** A question with its answer and footnotes. */
export const Turn = memo(function Turn({ turn, margin, beside, busy, last, onAsk, onOpen }: TurnProps) {
  const [watched, setWatched] = useState(turn.runId);
  if (turn.runId !== null && turn.runId !== watched) setWatched(turn.runId);
  const versions = useVersions(turn);
  const view = viewTurn(turn, useLiveRun(watched), versions.growing);
  const { phase, text, citations, answer, error } = view;

  const [editing, setEditing] = useState(false);
  const onEdit = last && !busy ? () => setEditing(true) : undefined;
  const body = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<number | null>(null);
  const [sheet, setSheet] = useState<number | null>(null);
  useLitSentence(body, active);
  const { retry, sending } = useRetry(turn);

  const find = (number: number): Citation | undefined => citations.find((citation) => citation.number === number);
  const openSource = (number: number): void => {
    const citation = find(number);
    if (citation && !citation.gone) onOpen(citation);
  };
  const openNote = margin || beside ? openSource : setSheet;
  const footnotes = useMemo(
    (): Footnotes => ({
      active,
      setActive,
      open: openNote,
      has: (number) => find(number) !== undefined,
      label(number) {
        const citation = find(number);
        return citation
          ? copy.chat.footnote(number, citation.documentName, citation.page)
          : copy.chat.footnoteBare(number);
      },
    }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- both functions follow from these
    [active, citations, margin, beside, onOpen],
  );
  const sheetCitation = sheet === null ? undefined : find(sheet);

  return (
    <article aria-label={turn.question} className="turn" data-phase={phase}>
      <TurnQuestion turn={turn} editing={editing} onClose={() => setEditing(false)} />
      <div className="turn-text">
        <div ref={body} className={phase === 'failed' ? 'text-soft' : undefined}>
          {phase === 'waiting' && <StatusLine status={view.status} />}
          {text !== '' && (
            <FootnoteContext value={footnotes}>
              <AnswerText text={text} growing={phase === 'writing'} />
            </FootnoteContext>
          )}
        </div>
        {answer?.outcome === 'stopped' && <p className="mt-4 text-note text-soft">{copy.chat.stopped}</p>}
        {!margin && phase === 'answered' && citations.length > 0 && (
          <SourceList citations={citations} onOpen={openNote} />
        )}
        {answer !== null && (
          <AnswerActions
            turn={turn}
            answer={answer}
            versions={versions}
            onRetry={retry}
            busy={busy || sending}
            onEdit={onEdit}
          />
        )}
        {answer === null && versions.count > 1 && (
          <div className="mt-4 -ml-2 flex">
            <VersionSwitcher versions={versions} />
          </div>
        )}
        {answer !== null && answer.suggestions.length > 0 && (
          <div className="mt-6">
            <QuestionList
              label={copy.chat.refinements}
              questions={answer.suggestions}
              disabled={busy}
              onAsk={(text) => onAsk({ text, documentIds: turn.documentIds ?? [] })}
            />
          </div>
        )}
        {error !== null && (
          <TurnError
            error={error}
            partial={text !== '' && answer === null}
            onRetry={error.retryable ? retry : undefined}
            disabled={busy || sending}
          />
        )}
        {phase === 'failed' && turn.runId === null && (
          <div className="mt-2 -ml-2 flex">
            <TurnMenu turn={turn} answer={null} onEdit={onEdit} />
          </div>
        )}
      </div>
      {margin && (
        <Sidenotes
          citations={citations}
          body={body}
          text={text}
          active={active}
          setActive={setActive}
          onOpen={openSource}
        />
      )}
      {watched !== null && <Announcement phase={phase} stopped={answer?.outcome === 'stopped'} />}
      {sheetCitation && (
        <NoteSheet
          citation={sheetCitation}
          onClose={() => setSheet(null)}
          onOpen={() => {
            setSheet(null);
            onOpen(sheetCitation);
          }}
        />
      )}
    </article>
  );
});

/** Tells those who listen when an answer begins and ends, and nothing in between. */
function Announcement({ phase, stopped }: { phase: string; stopped: boolean }) {
  const ended = stopped ? copy.chat.endedStopped : copy.chat.ended;
  const words: Record<string, string> = { writing: copy.chat.started, answered: ended, failed: copy.chat.endedFailed };
  return <output className="sr-only">{words[phase] ?? ''}</output>;
}

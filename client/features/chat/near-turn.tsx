import { memo, startTransition, useEffect, useRef, useState } from 'react';
import { FarTurn } from './far-turn.tsx';
import { watchNearness } from './nearness.ts';
import { Turn, type TurnProps } from './turn.tsx';

/** Whether somebody is in the middle of something here. */
const isInUse = (place: Element): boolean =>
  place.contains(document.activeElement) ||
  place.querySelector('dialog') !== null ||
  (document.getSelection()?.isCollapsed === false && document.getSelection()?.containsNode(place, true) === true);

/**
 * A turn that is set while it is near what is read. Further away it is plain text of the same height, which can be found
 * and read aloud and takes little: a thread of a thousand turns stays as fast as a short one.
 */
export const NearTurn = memo(function NearTurn({ newest, ...props }: TurnProps & { newest: boolean }) {
  const [near, setNear] = useState(newest);
  const [height, setHeight] = useState<number>();
  const place = useRef<HTMLDivElement>(null);
  const wasNear = useRef(newest);
  const { turn } = props;
  const answer = turn.status === 'answered' ? turn.answers[turn.current] : undefined;
  const isSet = near || answer === undefined;
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    return watchNearness(element, (isNear) => {
      if (isNear === wasNear.current || (!isNear && isInUse(element))) return;
      wasNear.current = isNear;
      if (!isNear) setHeight(element.offsetHeight);
      // in slices, so that the page can be scrolled meanwhile
      startTransition(() => setNear(isNear));
    });
  }, []);
  return (
    <div ref={place} className="turn-place" data-far={isSet ? undefined : ''} style={isSet ? undefined : { height }}>
      {isSet ? <Turn {...props} /> : <FarTurn turn={turn} text={answer.content} />}
    </div>
  );
});

/** How large a source is shown: as wide as its room, as a whole page, or so many times its own size. */
export type Zoom = 'width' | 'page' | number;

/** Sizes to choose from, as shares of a document's own size. */
export const zoomSteps = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

/** CSS pixels per point at a document's own size. */
const ownScale = 96 / 72;

interface Size {
  width: number;
  height: number;
}

/**
 * CSS pixels per point.
 *
 * @param room what a page may take of the screen, in CSS pixels
 * @param page its size in points
 */
export function scaleOf(zoom: Zoom, room: Size, page: Size): number {
  if (typeof zoom === 'number') return zoom * ownScale;
  const wide = room.width / page.width;
  return zoom === 'width' ? wide : Math.min(wide, room.height / page.height);
}

/** What a scale is as a share of a document's own size. */
export const shareOf = (scale: number): number => scale / ownScale;

/** The next larger or smaller step from a share; null at either end. */
export function nextZoom(share: number, direction: 1 | -1): number | null {
  const isBeyond = (step: number): boolean => (step - share) * direction > 0.01;
  const step = direction === 1 ? zoomSteps.find(isBeyond) : zoomSteps.findLast(isBeyond);
  return step ?? null;
}

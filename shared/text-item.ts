/** What pdf.js says of a run of text, in points; `transform` ends with x and y of its baseline's beginning. */
export interface TextItem {
  str: string;
  dir: string;
  transform: readonly number[];
  width: number;
  height: number;
  hasEOL: boolean;
}

/** Where an item stands, seen along its own direction of writing. */
export interface Place {
  /** of its first and its last edge along the line */
  start: number;
  end: number;
  /** of its line; falls from line to line */
  level: number;
  /** of its font */
  size: number;
  /** of the line, in quarter turns counter-clockwise, 0 for upright text; 0.25 for text that runs from top to bottom */
  turn: number;
}

const topToBottom = 0.25;

/** Text on its side, on its head or from top to bottom is measured along its own line, as if it were upright. */
export function placeOf({ transform, width, height }: TextItem): Place {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = transform;
  const fontWidth = Math.hypot(a, b);
  const fontHeight = Math.hypot(c, d);
  // pdf.js gives the length of a run from top to bottom as its height
  if (height > 1.01 * fontHeight && Math.abs(width - fontWidth) < 0.01 * fontWidth) {
    return { start: -y, end: height - y, level: x, size: fontWidth, turn: topToBottom };
  }
  const cos = fontWidth === 0 ? 1 : a / fontWidth;
  const sin = fontWidth === 0 ? 0 : b / fontWidth;
  const start = x * cos + y * sin;
  return {
    start,
    end: start + width,
    level: y * cos - x * sin,
    size: height > 0 ? height : fontHeight,
    turn: Math.round((Math.atan2(sin, cos) / Math.PI) * 200) / 100,
  };
}

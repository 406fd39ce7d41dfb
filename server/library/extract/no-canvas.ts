function drawNothing(): never {
  throw new Error('a document is read here, not drawn');
}

// pdf.js looks for them as it is loaded, and would take them from a library for drawing of 35 MB, which is not installed
Object.assign(globalThis, { DOMMatrix: drawNothing, Path2D: drawNothing });

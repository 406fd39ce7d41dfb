import '#server/library/extract/no-canvas.ts';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { layerItems } from '#shared/layer-items.ts';

const assets = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** The text of a PDF's pages as a reader copies it: pdf.js's items in the order in which the viewer's text layer holds them. */
export interface CopiedText extends AsyncDisposable {
  of(page: number): Promise<string>;
}

export async function openCopiedText(path: string): Promise<CopiedText> {
  const task = getDocument({
    url: pathToFileURL(path).href,
    cMapUrl: `${assets}/cmaps/`,
    standardFontDataUrl: `${assets}/standard_fonts/`,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  const pdf = await task.promise;
  return {
    of: async (number) => {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent({ disableNormalization: true });
      page.cleanup();
      return layerItems(items.filter((item) => 'str' in item))
        .map(({ item: { str, hasEOL } }) => `${str}${hasEOL ? '\n' : ''}`)
        .join('');
    },
    [Symbol.asyncDispose]: () => task.destroy(),
  };
}

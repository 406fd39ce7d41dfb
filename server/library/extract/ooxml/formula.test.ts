import { expect, test } from 'vitest';
import { formulaText } from './formula.ts';
import { readXml } from './xml.ts';

async function* bytes(text: string) {
  yield Buffer.from(text);
}
const formula = async (inside: string): Promise<string> =>
  formulaText(
    await readXml(
      bytes(`<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">${inside}</m:oMath>`),
    ),
  );
const t = (text: string): string => `<m:r><m:t>${text}</m:t></m:r>`;
const e = (text: string, name = 'e'): string => `<m:${name}>${text.startsWith('<') ? text : t(text)}</m:${name}>`;
const chr = (of: string, value: string): string => `<m:${of}Pr><m:chr m:val="${value}"/></m:${of}Pr>`;

test.each([
  [`<m:f>${e('a+b', 'num')}${e('2', 'den')}</m:f>`, '(a+b)/2'],
  [`${t('E=m')}<m:sSup>${e('c')}${e('2', 'sup')}</m:sSup>`, 'E=mc²'],
  [`<m:sSup>${e('e')}${e('-iωt', 'sup')}</m:sSup>`, 'e^(-iωt)'],
  [`<m:sSub>${e('x')}${e('ij', 'sub')}</m:sSub>`, 'x_ij'],
  [`<m:sSubSup>${e('x')}${e('1', 'sub')}${e('2', 'sup')}</m:sSubSup>`, 'x₁²'],
  [`<m:rad>${e('3', 'deg')}${e('x+1')}</m:rad>`, '³√(x+1)'],
  [`<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>${e('2')}</m:rad>`, '√2'],
  [`<m:nary>${chr('nary', '∑')}${e('i=1', 'sub')}${e('n', 'sup')}${e('i')}</m:nary>`, '∑_(i=1)ⁿ i'],
  [`<m:d>${e('x')}${e('y')}</m:d>`, '(x|y)'],
  [`<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>${e('x')}</m:d>`, '[x]'],
  [`<m:func>${e('sin', 'fName')}${e('x')}</m:func>`, 'sin x'],
  [`<m:acc>${chr('acc', '\u20d7')}${e('v')}</m:acc>`, 'v\u20d7'],
  [`<m:m><m:mr>${e('1')}${e('2')}</m:mr><m:mr>${e('3')}${e('4')}</m:mr></m:m>`, '1, 2; 3, 4'],
])('%s', async (omml, text) => {
  expect(await formula(omml)).toBe(text);
});

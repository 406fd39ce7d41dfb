/** A page of one form that shows another ten times, and so on: 10^20 letters in 3 kB. */
export function endlessPdf(): string {
  const stream = (content: string, dictionary = '') =>
    `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`;
  const form = (content: string, next: number) =>
    stream(
      content,
      `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F ${next} 0 R >> /Font << /A 5 0 R >> >>`,
    );
  const forms = Array.from({ length: 20 }, (_, n) => form('/F Do '.repeat(10), 7 + n));
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /F 6 0 R >> >> >>',
    stream('/F Do'),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...forms,
    form('BT /A 9 Tf (x) Tj ET', 5),
  ];
  const numbered = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj`);
  return ['%PDF-1.4', ...numbered, 'trailer << /Root 1 0 R >>', '%%EOF'].join('\n');
}

import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Block } from './block.tsx';
import { FootnoteContext, type Footnotes } from './footnote-context.ts';

const footnotes: Footnotes = {
  label: (number) => `Footnote ${number}`,
  has: (number) => number < 5,
  active: null,
  setActive: () => {},
  open: () => {},
};

const html = (source: string, growing = false): string =>
  renderToStaticMarkup(
    <FootnoteContext value={footnotes}>
      <Block source={source} growing={growing} />
    </FootnoteContext>,
  );

test('SE-06 (rendering) scripts, pictures and false links are words', () => {
  const shown = html(
    '<img src=x onerror=alert(1)> <script>alert(1)</script> ![see](https://evil.example/a.png) [go](javascript:alert(1)) <https://example.org/>',
  );
  expect(shown).not.toMatch(/<(img|script|iframe|object)/);
  expect(shown).not.toContain('href="javascript');
  expect(shown).toContain('&lt;script&gt;');
  expect(shown).toContain('see');
  expect(shown).toContain('<a href="https://example.org/" target="_blank" rel="noopener noreferrer">');
});

test('SE-06 (rendering) a block of HTML is shown as it was written', () => {
  expect(html('<iframe src="https://evil.example"></iframe>')).not.toContain('<iframe');
});

test('FE-13 (without a browser) markers in tables, lists and around formulas are buttons with their number', () => {
  for (const source of [
    '| a | b |\n|---|---|\n| x [1] | **y**[2] |',
    '- one [1]\n- two [2]',
    '**Bold.**[1] and *soft*[2]',
    'Energy is $E = mc^2$ [1], or **$m$** [2].',
  ]) {
    const shown = html(source);
    expect(shown.match(/class="marker"/g)).toHaveLength(2);
    expect(shown).toContain('aria-label="Footnote 2"');
    expect(shown).not.toMatch(/\*|\[|⸢/);
  }
});

test('a number without a citation stays as it was written', () => {
  expect(html('So it says [7].')).toContain('[7]');
});

test('a formula within code stays code', () => {
  expect(html('`$x$` and\n\n    $$y$$')).toContain('<code>$x$</code>');
});

test('code keeps its brackets', () => {
  expect(html('`a[1]`')).toContain('<code>a[1]</code>');
});

test('what is open while text arrives is closed for show', () => {
  expect(html('It **grows', true)).toContain('<strong>grows</strong>');
  expect(html('## ', true)).toBe('');
  expect(html('## W', true)).toBe('<h3>W</h3>');
});

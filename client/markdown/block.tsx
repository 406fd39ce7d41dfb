import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import remend from 'remend';
import { copy } from '../copy/en.ts';
import { encodeBlock } from './block-code.ts';
import { CodeBlock } from './code-block.tsx';
import { Formula } from './formula.tsx';
import { safeLink } from './links.ts';
import { Marker } from './marker.tsx';
import { remarkFootnotes } from './remark-footnotes.ts';

const plugins = [remarkGfm, remarkFootnotes];

/** The sign of a heading whose words have not come yet. */
const unnamedHeading = /(?<=^|\n)#{1,6}[ \t]*$/;

const components: Components = {
  a({ href, children }) {
    const address = safeLink(href);
    if (address === null) return <>{children}</>;
    return (
      <a href={address} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    );
  },
  sup({ node, children }) {
    const number = Number(node?.properties['data-footnote'] ?? Number.NaN);
    return Number.isInteger(number) ? <Marker number={number} /> : <sup>{children}</sup>;
  },
  span({ node, children }) {
    const { 'data-tex': tex, 'data-source': source, 'data-display': display } = node?.properties ?? {};
    if (typeof tex !== 'string') return <span>{children}</span>;
    return <Formula tex={tex} source={String(source)} display={display === 'true'} />;
  },
  table: ({ children }) => (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroll box must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={copy.chat.table}>
      <table>{children}</table>
    </section>
  ),
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  // An answer is part of a page whose headings are its questions.
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
};

interface BlockProps {
  source: string;
  /** text is still being added: what is open is closed for show */
  growing: boolean;
}

/** One Markdown block. It is parsed again only when its own source changes. */
export const Block = memo(function Block({ source, growing }: BlockProps) {
  const encoded = encodeBlock(source, growing);
  const whole = growing
    ? remend(encoded.replace(unnamedHeading, ''), { linkMode: 'text-only', images: false })
    : encoded;
  return (
    <ReactMarkdown remarkPlugins={plugins} components={components} urlTransform={(address) => address}>
      {whole}
    </ReactMarkdown>
  );
});

import { useState } from 'react';
import { Block } from './block.tsx';
import { BlockReader } from './blocks.ts';

interface MarkdownProps {
  text: string;
  /** more is coming */
  growing: boolean;
}

/** An answer's text, block by block. While it grows only its last blocks are read again. */
export default function Markdown({ text, growing }: MarkdownProps) {
  const [reader] = useState(() => new BlockReader());
  const blocks = reader.read(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n'));
  const all = [...blocks.settled, ...blocks.open];
  return (
    <div className={growing ? 'prose growing' : 'prose'}>
      {all.map((block, at) => (
        <Block key={at} source={block} growing={growing && at === all.length - 1} />
      ))}
    </div>
  );
}

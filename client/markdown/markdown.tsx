import { useMemo, useRef } from 'react';
import { Block } from './block.tsx';
import { noBlocks, splitBlocks } from './blocks.ts';

interface MarkdownProps {
  text: string;
  /** more is coming */
  growing: boolean;
}

/** An answer's text, block by block. While it grows only its last blocks are read again. */
export default function Markdown({ text, growing }: MarkdownProps) {
  const source = useMemo(() => text.replaceAll('\r\n', '\n').replaceAll('\r', '\n'), [text]);
  const before = useRef({ source: '', blocks: noBlocks });
  const blocks = useMemo(() => {
    const { source: known, blocks: from } = before.current;
    const split = splitBlocks(source.startsWith(known) ? from : noBlocks, source);
    before.current = { source, blocks: split };
    return split;
  }, [source]);
  const all = [...blocks.settled, ...blocks.open];
  return (
    <div className={growing ? 'prose growing' : 'prose'}>
      {all.map((block, at) => (
        <Block key={at} source={block} growing={growing && at === all.length - 1} />
      ))}
    </div>
  );
}

import { Block } from '../../client/markdown/block.tsx';

/** Stands in for the app's own: one block, which is the whole text. */
export default function WholeMarkdown({ text, growing }: { text: string; growing: boolean }) {
  return (
    <div className={growing ? 'prose growing' : 'prose'}>
      <Block source={text} growing={growing} />
    </div>
  );
}

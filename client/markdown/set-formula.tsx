import katex from 'katex';
import 'katex/dist/katex.min.css';
import { createElement, type ReactNode, useMemo } from 'react';

interface SetFormulaProps {
  tex: string;
  display: boolean;
  source: string;
}

/** A formula set by KaTeX, with MathML for screen readers; as it was written where KaTeX does not understand it. */
export default function SetFormula({ tex, display, source }: SetFormulaProps) {
  return useMemo(
    () => setFormula(tex, display) ?? <code className="formula-source">{source}</code>,
    [tex, display, source],
  );
}

function setFormula(tex: string, displayMode: boolean): ReactNode {
  try {
    const html = katex.renderToString(tex, { displayMode, strict: 'ignore', maxSize: 20, maxExpand: 200 });
    // The page's policy takes styles from scripts only, not from attributes: they are read here and set by React.
    const inert = html.replaceAll(' style="', ' data-style="');
    return Array.from(new DOMParser().parseFromString(inert, 'text/html').body.childNodes, toReact);
  } catch {
    return null;
  }
}

function toReact(node: Node, key: number): ReactNode {
  if (!(node instanceof Element)) return node.textContent;
  const props: Record<string, unknown> = { key };
  for (const { name, value } of node.attributes) {
    if (name === 'data-style') props['style'] = readStyle(value);
    else props[name === 'class' ? 'className' : name] = value;
  }
  return createElement(node.localName, props, ...Array.from(node.childNodes, toReact));
}

function readStyle(declarations: string): Record<string, string> {
  const style: Record<string, string> = {};
  for (const declaration of declarations.split(';')) {
    const [name = '', value] = declaration.split(':');
    if (value !== undefined) style[name.trim().replaceAll(/-(.)/g, (_, c: string) => c.toUpperCase())] = value;
  }
  return style;
}

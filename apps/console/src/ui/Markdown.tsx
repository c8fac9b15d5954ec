'use client';

import type { ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import styles from './Markdown.module.css';
import { isReadAtOnce } from './markdown-bounds.ts';
import { PlainText } from './PlainText.tsx';
import { cutDeepNodes, isSafeAddress, tameTree } from './tame-tree.ts';

export interface MarkdownProps {
  readonly text: string;
  readonly label: string;
  readonly words: MarkdownWords;
  /** The level of the heading that all of its headings are below. */
  readonly headingsBelow: number;
}

/** What is said of it to those who do not see it. */
export interface MarkdownWords {
  readonly code: string;
  readonly table: string;
  readonly done: string;
  readonly open: string;
  readonly footnotes: string;
}

/** All that may stand on the page; the text of everything else does. */
const elements = [
  ...['p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'ol', 'li'],
  ...['em', 'strong', 'del', 'a', 'code', 'pre', 'sup', 'section', 'input'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

/**
 * A stranger's Markdown. None of its HTML is rendered, nothing is fetched for it, and its links
 * leave in a tab of their own (D5.14).
 */
export function Markdown({ text, label, words, headingsBelow }: MarkdownProps) {
  if (!isReadAtOnce(text)) return <PlainText text={text} label={label} />;
  return (
    <div className={styles.text}>
      <ReactMarkdown
        remarkPlugins={[[remarkGfm, { singleTilde: false }], cutDeepNodes]}
        // A note has no way back: within the page nothing of a stranger's has a name.
        remarkRehypeOptions={{ footnoteLabel: words.footnotes, footnoteBackContent: '' }}
        rehypePlugins={[[tameTree, { headingsBelow }]]}
        skipHtml
        allowedElements={elements}
        unwrapDisallowed
        urlTransform={(address) => (isSafeAddress(address) ? address : null)}
        components={componentsWith(words)}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}

function componentsWith(words: MarkdownWords): Components {
  return {
    a: ({ href, children }) => <OutwardLink href={href}>{children}</OutwardLink>,
    pre: ({ children }) => (
      <pre className={styles.scrolls} tabIndex={0} role="group" aria-label={words.code}>
        {children}
      </pre>
    ),
    table: ({ children }) => (
      <div className={styles.scrolls} tabIndex={0} role="group" aria-label={words.table}>
        <table>{children}</table>
      </div>
    ),
    input: ({ checked }) => (
      <span role="img" aria-label={checked === true ? words.done : words.open}>
        {checked === true ? '☑' : '☐'}
      </span>
    ),
  };
}

interface OutwardLinkProps {
  readonly href: string | undefined;
  readonly children?: ReactNode;
}

/** What leads nowhere is text. */
function OutwardLink({ href, children }: OutwardLinkProps) {
  if (!href) return <>{children}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

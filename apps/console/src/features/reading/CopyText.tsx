'use client';

import { t } from '#lib/messages.ts';
import { CodeBlock, CodeLine } from '#ui/Code.tsx';

/** Text to copy, on one line; `shown` is its short form. */
export function CopyText({ text, shown }: { readonly text: string; readonly shown?: string }) {
  return (
    <CodeLine
      text={text}
      label={shown ?? text}
      copyLabel={t('action.copy')}
      copiedLabel={t('action.copied')}
    />
  );
}

/** What is pasted into a terminal, called otherwise than the panel that it stands in. */
export function TerminalBlock({ text, what }: { readonly text: string; readonly what: string }) {
  return <CopyBlock text={text} label={t('paste.terminal.label', { what })} />;
}

/** A block to copy; `label` names it for a screen reader. */
export function CopyBlock({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <CodeBlock
      text={text}
      label={label}
      copyLabel={t('action.copy')}
      copiedLabel={t('action.copied')}
    />
  );
}

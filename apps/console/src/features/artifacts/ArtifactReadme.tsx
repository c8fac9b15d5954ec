import dynamic from 'next/dynamic';
import { t } from '#lib/messages.ts';
import { Panel } from '#ui/Panel.tsx';
import { PlainText } from '#ui/PlainText.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import type { Readme } from './artifact-readme.ts';

/** Only those who open an artifact with a readme fetch what reads Markdown. */
const Markdown = dynamic(() => import('#ui/Markdown.tsx').then((module) => module.Markdown), {
  ssr: false,
  loading: () => <TableSkeleton label={t('state.loading', { what: t('artifact.readme') })} />,
});

const words = {
  code: t('markdown.code'),
  table: t('markdown.table'),
  done: t('markdown.done'),
  open: t('markdown.open'),
  footnotes: t('markdown.footnotes'),
};

/** What the package says of itself, in its own words. */
export function ArtifactReadme({ readme }: { readonly readme: Readme }) {
  return (
    <Panel title={t('artifact.readme')}>
      {readme.markup === 'markdown' ? (
        <Markdown text={readme.text} label={t('artifact.readme')} words={words} headingsBelow={2} />
      ) : (
        <PlainText text={readme.text} label={t('artifact.readme')} />
      )}
    </Panel>
  );
}

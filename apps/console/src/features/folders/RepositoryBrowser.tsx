'use client';

import { PackageList } from '#features/packages/PackageList.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import type { Format } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import type { RepositoryKey } from '#lib/paths.ts';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { ViewSwitch } from '#ui/ViewSwitch.tsx';
import { FolderTree } from './FolderTree.tsx';

/** Formats whose files people know by their paths. */
const pathFormats: ReadonlySet<Format> = new Set(['RAW', 'MAVEN']);

const views = ['packages', 'tree'] as const;

interface RepositoryBrowserProps {
  readonly at: RepositoryKey;
  readonly format: Format;
}

/** What a repository holds: its packages, and where paths mean something, the tree of its files. */
export function RepositoryBrowser({ at, format }: RepositoryBrowserProps) {
  const address = useAddress();
  if (!pathFormats.has(format)) return <PackageList at={at} />;
  const view = address.get('view') === 'tree' ? 'tree' : 'packages';
  return (
    <Stack>
      <ViewSwitch
        label={t('folder.view')}
        value={view}
        options={views.map((value) => ({ value, label: t(`folder.view.${value}`) }))}
        onChange={(next) => address.set({ view: next })}
      />
      {view === 'tree' ? (
        <Panel title={t('folder.tree')} padding="flush">
          <FolderTree at={at} />
        </Panel>
      ) : (
        <PackageList at={at} />
      )}
    </Stack>
  );
}
